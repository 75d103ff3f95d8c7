import { parseGenericBody } from '../../domain/intake/generic-body.ts';
import { REDACTED, type SenderProofMode } from '../../domain/sources/sender-proof-mode.ts';
import { isSameSecret } from './constant-time.ts';

/** A delivery whose sender may show its secret outside the headers. */
interface Presentation {
  readonly query: string;
  readonly contentType: string;
  readonly body: Uint8Array;
}

/**
 * Returns what the sender presents as the source's secret, by the source's own mode; undefined if it presents nothing.
 * Never throws, whatever the bytes.
 */
export async function presentedSecretOf(
  mode: SenderProofMode | undefined,
  { query, contentType, body }: Presentation,
): Promise<string | undefined> {
  if (mode?.by === 'query') return new URLSearchParams(query).get(mode.name) ?? undefined;
  if (mode?.by !== 'field') return undefined;
  const parsed = await parseGenericBody({ bytes: Uint8Array.from(body), contentType });
  if (!parsed.ok) return undefined;
  return parsed.value.leads.flatMap(({ fields }) => fields).find(({ name }) => name === mode.name)?.value;
}

/** Whether the presented text is one of the secrets. A `+` that was not encoded in an address arrives as a space. */
export function isPresentedSecret(presented: string | undefined, secrets: readonly string[]): boolean {
  if (presented === undefined || presented === '') return false;
  const typed = presented.replaceAll(' ', '+');
  return secrets.some((secret) => secret !== '' && (isSameSecret(presented, secret) || isSameSecret(typed, secret)));
}

/**
 * Returns the same bytes without the presented secret, however it is written: plain, escaped in JSON or encoded in a
 * form. Nothing else changes.
 */
export function redactSecret(body: Uint8Array, presented: string | undefined): Buffer {
  const bytes = Buffer.from(body);
  if (presented === undefined || presented === '') return bytes;
  const pattern = [...Buffer.from(presented, 'utf8')].map(patternOf).join('');
  return Buffer.from(bytes.toString('latin1').replace(new RegExp(pattern, 'g'), REDACTED), 'latin1');
}

/** Matches one byte as it is, percent-encoded, after a backslash, or as JSON's `\\u0041`. */
function patternOf(byte: number): string {
  const hex = byte.toString(16).padStart(2, '0');
  const digits = [...hex].map((digit) => (/[a-f]/.test(digit) ? `[${digit}${digit.toUpperCase()}]` : digit)).join('');
  return `(?:\\\\?\\x${hex}|%${digits}|\\\\u00${digits})`;
}
