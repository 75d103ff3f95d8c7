import { parseGenericBody } from '../intake/generic-body.ts';
import { readHubspotContact } from './hubspot-workflow.ts';
import type { SourceKind } from './source-kind.ts';
import { readTypeform } from './typeform.ts';

const GENERIC = { authentications: ['bearer', 'standard-webhook'], read: parseGenericBody } as const;

/** Every kind of sender Baton supports, by the word used in hook URLs. */
export const SOURCE_KINDS = {
  generic: { title: 'Anything that posts JSON or a form', ...GENERIC },
  import: { title: 'Lists', ...GENERIC },
  typeform: { title: 'Typeform', authentications: ['typeform'], read: readTypeform },
  'hubspot-workflow': {
    title: 'HubSpot workflow',
    authentications: ['hubspot-v3', 'bearer'],
    read: readHubspotContact,
  },
} as const satisfies Readonly<Record<string, SourceKind>>;

/** The name of a kind of sender. */
export type SourceKindName = keyof typeof SOURCE_KINDS;

/** The names of all kinds of sender. */
export const SOURCE_KIND_NAMES = Object.keys(SOURCE_KINDS) as readonly SourceKindName[];

/** Returns a kind by its name. */
export function sourceKindOf(name: SourceKindName): SourceKind {
  return SOURCE_KINDS[name];
}
