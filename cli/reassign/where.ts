import { InvalidArgumentError } from 'commander';
import type { ListedLead } from './listed-lead.ts';

/** A condition on a lead: its field has one of these values. */
export interface Where {
  readonly field: string;
  readonly values: readonly string[];
}

/** What a lead's list entry says of it besides the fields of the plan. */
const OWN_FIELDS = ['state', 'owner', 'team', 'source', 'band', 'rule', 'priority', 'track'] as const;

/** Parses `--where country=DE,AT`; may be repeated, and then all must hold. */
export function parseWhere(text: string, before: readonly Where[]): readonly Where[] {
  const [, field, list] = /^([\w.-]+)=(.+)$/.exec(text) ?? [];
  const values = list?.split(',').map((value) => value.trim());
  if (field === undefined || values === undefined || values.includes(''))
    throw new InvalidArgumentError('Expected a field and its values, such as country=DE,AT or state=working.');
  return [...before, { field, values }];
}

/** Whether a lead fulfils all conditions. A field of the plan that the lead does not have fulfils none. */
export function matchesAll(lead: ListedLead, where: readonly Where[]): boolean {
  return where.every(({ field, values }) => valuesOf(lead, field).some((value) => values.includes(value)));
}

function valuesOf(lead: ListedLead, field: string): readonly string[] {
  const own = OWN_FIELDS.find((name) => name === field);
  const value = own === undefined ? lead.features?.[field] : lead[own];
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [String(value)];
}
