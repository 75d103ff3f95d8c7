import * as z from 'zod';
import { providerAddressOf } from '../../shared/adapters/enrichment/provider-address.ts';
import { isEnrichedField } from '../../shared/domain/plan/routing-fields.ts';
import type { EnrichmentSettings } from '../../shared/domain/settings/settings.ts';

const Fields = z.record(
  z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'one of our fields in lower case, such as employees'),
  z
    .string()
    .regex(/^[^.\s]{1,80}(?:\.[^.\s]{1,80}){0,9}$/, 'a name in the response, or a path such as metrics.employees'),
);
const MAX_FIELDS = 30;

/** A provider as given on the command line. */
export interface ProviderOptions {
  readonly url: string;
  /** Each `ours=theirs`. */
  readonly fields: readonly string[];
  /** Further host names. */
  readonly hosts: readonly string[];
}

/** Builds the settings from the options. @throws a sentence that says what is invalid */
export function parseSettings(
  { url, fields, hosts }: ProviderOptions,
  options: { readonly local: boolean },
): EnrichmentSettings {
  const map = Fields.safeParse(Object.fromEntries(fields.map(parsePair)));
  if (!map.success) throw new Error(`The fields are invalid:\n${z.prettifyError(map.error)}`);
  const names = Object.keys(map.data);
  if (names.length === 0 || names.length > MAX_FIELDS)
    throw new Error(`Give 1 to ${MAX_FIELDS} fields, each with --field ours=theirs.`);
  const ours = names.find((name) => !isEnrichedField(name));
  if (ours !== undefined) throw new Error(`The field ${ours} is derived by Baton itself.`);
  const { hostname = '' } = URL.parse(url) ?? {};
  const settings = { url, hosts: [...new Set([hostname, ...hosts])], fields: map.data };
  const to = providerAddressOf(settings, 'acme.example', options);
  if ('because' in to) throw new Error(`${url} cannot be used: ${REASON_TEXTS[to.because] ?? to.because}`);
  return settings;
}

const REASON_TEXTS: Readonly<Record<string, string>> = {
  forbidden_address: 'it must be a URL without a user name and password.',
  not_https: 'it must begin with https://.',
  private_address: 'it is on a private network.',
};

function parsePair(text: string): readonly [string, string] {
  const at = text.indexOf('=');
  if (at < 1 || at === text.length - 1) throw new Error(`"${text}" must be written as ours=theirs.`);
  return [text.slice(0, at), text.slice(at + 1)];
}
