import { z } from 'zod';
import { addressFor } from '../../shared/adapters/enrichment/allowed-address.ts';
import { isFoundOut } from '../../shared/domain/plan/routing-fields.ts';
import type { EnrichmentSettings } from '../../shared/ports/settings.ts';

const Fields = z.record(
  z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'a field of ours in small letters, such as employees'),
  z
    .string()
    .regex(/^[^.\s]{1,80}(?:\.[^.\s]{1,80}){0,9}$/, 'a name in the answer, or a path such as metrics.employees'),
);
const MOST_FIELDS = 30;

/** What people say of a provider. */
export interface SaidSettings {
  readonly url: string;
  /** `ours=theirs`, each. */
  readonly fields: readonly string[];
  /** Further names of hosts. */
  readonly hosts: readonly string[];
}

/** The settings that this comes to. @throws a sentence that says what does not fit */
export function settingsFrom(
  { url, fields, hosts }: SaidSettings,
  options: { readonly local: boolean },
): EnrichmentSettings {
  const map = Fields.safeParse(Object.fromEntries(fields.map(pair)));
  if (!map.success) throw new Error(`The fields do not fit:\n${z.prettifyError(map.error)}`);
  const names = Object.keys(map.data);
  if (names.length === 0 || names.length > MOST_FIELDS)
    throw new Error(`Name 1 to ${MOST_FIELDS} fields, each with --field ours=theirs.`);
  const ours = names.find((name) => !isFoundOut(name));
  if (ours !== undefined) throw new Error(`The field ${ours} is made by Baton itself.`);
  const { hostname = '' } = URL.parse(url) ?? {};
  const settings = { url, hosts: [...new Set([hostname, ...hosts])], fields: map.data };
  const to = addressFor(settings, 'acme.example', options);
  if ('because' in to) throw new Error(`${url} cannot be asked: ${WHY[to.because] ?? to.because}`);
  return settings;
}

const WHY: Readonly<Record<string, string>> = {
  wrong_address: 'it has to be an address without a name and password in it.',
  not_https: 'it has to begin with https://.',
  private_address: 'it is in a private network.',
};

function pair(text: string): readonly [string, string] {
  const at = text.indexOf('=');
  if (at < 1 || at === text.length - 1) throw new Error(`"${text}" should be written as ours=theirs.`);
  return [text.slice(0, at), text.slice(at + 1)];
}
