import type { FieldDefinition } from './plan.ts';

/**
 * Fields that Baton fills in itself, from the touch, the e-mail domain, the phone number and the job title, so that a
 * plan can use them without declaring them. Every other field stands under the plan's `fields`.
 */
const FILLED_IN: readonly string[] = [
  'touch',
  'source',
  'domain',
  'email_kind',
  'country',
  'state',
  'region',
  'territory',
  'language',
  'title',
  'seniority',
  'department',
  'page',
  'campaign',
];

/** Whether Baton says what a field holds, so that a plan can use it but not define it. */
export function isFilledIn(field: string): boolean {
  return field === 'score' || field === 'band' || FILLED_IN.includes(field);
}

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
