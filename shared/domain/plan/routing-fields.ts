import type { Coverage, LookUp } from '../enrichment/enrichment-result.ts';
import type { Features } from '../features.ts';
import type { Condition } from './condition.ts';
import type { Plan } from './plan.ts';

/** What a lead shows by what it did, or what Baton makes of it: nobody needs to find it out. */
const NOT_FOUND_OUT: ReadonlySet<string> = new Set([
  'touch',
  'source',
  'domain',
  'email_kind',
  'title',
  'page',
  'campaign',
  'score',
  'band',
  'cycle',
  'same_company_lead',
]);

/** The fields that must be known of a lead for the plan to route it: those that its rules and SLAs ask about and its places need; sorted. */
export function routingFields(plan: Plan): readonly string[] {
  const rules = plan.layers.flatMap((layer) => layer.rules);
  const conditions = [...rules, ...plan.slas].flatMap(({ when }) => when ?? []);
  const needs = rules.flatMap(({ then }) => (then.kind === 'assign' ? then.need : []));
  // A territory is the finest place that is known.
  const fields = [...conditions.flatMap(fieldsOf), ...needs.map((list) => (list === 'territory' ? 'country' : list))];
  return [...new Set(fields)].filter((field) => isFoundOut(field) && !field.includes('.')).sort();
}

/** Whether a field is for senders and providers to fill in, and not what Baton makes or notes itself. */
export function isFoundOut(field: string): boolean {
  return !NOT_FOUND_OUT.has(field);
}

/** How much of what the plan routes by is known. */
export function coverageOf(plan: Plan, features: Features, outcome: LookUp): Coverage {
  const wanted = routingFields(plan);
  const missing = wanted.filter((field) => !Object.hasOwn(features, field));
  return { outcome, wanted: wanted.length, known: wanted.length - missing.length, missing };
}

function fieldsOf(condition: Condition): readonly string[] {
  return condition.kind === 'field' ? [condition.field] : condition.of.flatMap(fieldsOf);
}
