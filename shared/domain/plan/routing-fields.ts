import type { CompanyLookUpOutcome, EnrichmentCoverage } from '../enrichment/enrichment-result.ts';
import type { Features } from '../features.ts';
import type { Condition } from './condition.ts';
import type { Plan } from './plan.ts';

/** Fields that come from the touchpoint itself or that Baton computes. They need no enrichment. */
const FIELDS_WITHOUT_ENRICHMENT: ReadonlySet<string> = new Set([
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

/** Returns the fields the plan needs to route a lead: those in its rules, SLAs and `need` lists, sorted. */
export function routingFieldsOf(plan: Plan): readonly string[] {
  return [...new Set(usesOfRoutingFields(plan))].sort();
}

/** Returns the fields the plan needs to route a lead, those first that it asks about most often, then by name. */
export function rankRoutingFields(plan: Plan): readonly string[] {
  const uses = Map.groupBy(usesOfRoutingFields(plan), (field) => field);
  return [...uses.keys()].sort().sort((a, b) => (uses.get(b)?.length ?? 0) - (uses.get(a)?.length ?? 0));
}

/** Lists each use of a field in a condition or a `need` list. */
function usesOfRoutingFields(plan: Plan): readonly string[] {
  const rules = plan.layers.flatMap((layer) => layer.rules);
  const conditions = [...rules, ...plan.slas].flatMap(({ when }) => when ?? []);
  const needs = rules.flatMap(({ then }) => (then.kind === 'assign' ? then.need : []));
  // A territory is matched by the finest known place, so a country is enough.
  const fields = [...conditions.flatMap(fieldsOf), ...needs.map((list) => (list === 'territory' ? 'country' : list))];
  return fields.filter((field) => isEnrichedField(field) && !field.includes('.'));
}

/** Whether senders and providers fill in a field, as opposed to Baton itself. */
export function isEnrichedField(field: string): boolean {
  return !FIELDS_WITHOUT_ENRICHMENT.has(field);
}

/** Returns the enrichment coverage: how many of the fields that the plan routes by are known. */
export function coverageOf(plan: Plan, features: Features, outcome: CompanyLookUpOutcome): EnrichmentCoverage {
  const wanted = routingFieldsOf(plan);
  const missing = wanted.filter((field) => !Object.hasOwn(features, field));
  return { outcome, wantedCount: wanted.length, knownCount: wanted.length - missing.length, missing };
}

function fieldsOf(condition: Condition): readonly string[] {
  return condition.kind === 'field' ? [condition.field] : condition.of.flatMap(fieldsOf);
}
