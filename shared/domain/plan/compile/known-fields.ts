import { ACCOUNT_STATUSES } from '../../accounts/account.ts';
import { OWNERSHIP_FIELDS } from '../../accounts/ownership.ts';
import type { FieldDefinition } from '../plan.ts';

/**
 * Fields that Baton fills in from the touch, the email domain, the phone number and the job title. A plan can use them
 * without declaring them. Every other field is declared under the plan's `fields`.
 */
const BUILT_IN_FIELDS: readonly string[] = [
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

/** Fields of the company behind a lead, from accounts and territories. Some allow only the values listed here. */
const COMPANY_FIELDS: Readonly<Record<string, readonly string[] | 'text'>> = {
  'account.match': ['domain', 'name', 'person'],
  'account.status': ACCOUNT_STATUSES,
  'account.open_deal': ['true', 'false'],
  'account.segment': 'text',
  same_company_lead: ['open'],
  'territory.team': 'text',
  ...Object.fromEntries(OWNERSHIP_FIELDS.map((field) => [field, 'text' as const])),
};

/** Whether Baton fills in a field itself. A plan can use such a field but not define it. */
export function isBuiltInField(field: string): boolean {
  return (
    field === 'score' || field === 'band' || BUILT_IN_FIELDS.includes(field) || Object.hasOwn(COMPANY_FIELDS, field)
  );
}

/** Returns every field that a condition of the plan can name. */
export function allFieldsOf(
  own: Readonly<Record<string, FieldDefinition>>,
  bands: readonly string[],
): Readonly<Record<string, FieldDefinition>> {
  return {
    ...Object.fromEntries(BUILT_IN_FIELDS.map((field) => [field, { type: 'text', alias: {} }])),
    ...Object.fromEntries(
      Object.entries(COMPANY_FIELDS).map(([field, values]): [string, FieldDefinition] => [
        field,
        values === 'text' ? { type: 'text', alias: {} } : { type: 'pick', values, alias: {} },
      ]),
    ),
    cycle: { type: 'range', alias: {} },
    ...own,
    score: { type: 'range', alias: {} },
    band: { type: 'pick', values: bands, alias: {} },
  };
}
