import { failure, type Result, success } from '../result.ts';
import { cleanText, cutText } from './clean-text.ts';
import type { FieldOrProblem } from './lead-fields.ts';

/** The character a decoder inserts for bytes that are not valid text, and its UTF-8 bytes. */
const REPLACEMENT_CHARACTER = '\u{FFFD}';
const REPLACEMENT_BYTES = [0xef, 0xbf, 0xbd] as const;

type FormProblem = 'invalid_text' | 'invalid_form';

/** Reads the fields of an `application/x-www-form-urlencoded` text. */
export function parseUrlencoded(text: string): Result<readonly FieldOrProblem[], FormProblem> {
  const fields = [...new URLSearchParams(text)].map(([name, value]) => ({ name, value }));
  const wasSent = text.includes(REPLACEMENT_CHARACTER) || /%ef%bf%bd/i.test(text);
  if (!wasSent && fields.some(isBroken)) return failure('invalid_text');
  return success(fields);
}

/**
 * Reads the fields of a `multipart/form-data` body with the runtime's own web-standard parser. Files are not kept (the
 * raw body has them); each one leaves a problem that names its field.
 */
export async function parseMultipart(
  bytes: Uint8Array,
  contentType: string,
): Promise<Result<readonly FieldOrProblem[], FormProblem>> {
  const form = await readForm(bytes, contentType);
  if (form === undefined) return failure('invalid_form');
  const fields = [...form].map(
    ([name, value]): FieldOrProblem =>
      typeof value === 'string' ? { name, value } : { code: 'file_ignored', field: cutText(cleanText(name), 200) },
  );
  if (fields.some(isBroken) && !includesBytes(bytes, REPLACEMENT_BYTES)) return failure('invalid_text');
  return success(fields);
}

async function readForm(bytes: Uint8Array, contentType: string): Promise<FormData | undefined> {
  try {
    return await new Response(new Uint8Array(bytes), { headers: { 'content-type': contentType } }).formData();
  } catch {
    return undefined;
  }
}

function isBroken(field: FieldOrProblem): boolean {
  return (
    'value' in field && (field.value.includes(REPLACEMENT_CHARACTER) || field.name.includes(REPLACEMENT_CHARACTER))
  );
}

function includesBytes(bytes: Uint8Array, [first, second, third]: readonly [number, number, number]): boolean {
  return bytes.some((byte, at) => byte === first && bytes[at + 1] === second && bytes[at + 2] === third);
}
