import type { FieldDefinition } from './plan.ts';

/**
 * Fields that Baton fills in itself, from the touch, the e-mail domain, the phone number and the job title, so that a
 * plan can use them without declaring them. Every other field stands under the plan's `fields`.
 */
const FILLED_IN = [
  'touch',
  'source',
  'domain',
  'email_kind',
  'country',
  'region',
  'territory',
  'language',
  'title',
  'seniority',
  'department',
  'page',
  'campaign',
] as const;

/** Fields whose values are made by Baton alone: a plan cannot give them other values. */
export const COMPUTED_FIELDS: readonly string[] = ['touch', 'source', 'score', 'band'];

/** Every field that a condition of the plan may name. */
export function knownFields(
  own: Readonly<Record<string, FieldDefinition>>,
  bands: readonly string[],
): Readonly<Record<string, FieldDefinition>> {
  return {
    ...Object.fromEntries(FILLED_IN.map((field) => [field, { type: 'text', alias: {} }])),
    ...own,
    score: { type: 'range', alias: {} },
    band: { type: 'pick', values: bands, alias: {} },
  };
}
