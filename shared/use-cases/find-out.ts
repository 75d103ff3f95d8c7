import type { Found } from '../domain/found.ts';
import type { Person } from '../domain/intake/submission.ts';
import type { Lead } from '../domain/lead.ts';
import { normaliseFields } from '../domain/plan/field-values.ts';
import type { Plan } from '../domain/plan/plan.ts';
import type { Deps } from './deps.ts';

/** What finding out needs. */
export type FindOutDeps = Pick<Deps, 'enrichment'>;

/** Facts read from a number's country code or a domain's ending are guesses, however likely. */
const GUESSED_FROM: readonly string[] = ['phone', 'tld'];

/** What routing looks at, from what was said and what can be found out. */
export async function findOut(lead: Lead, person: Person, plan: Plan | undefined, deps: FindOutDeps): Promise<Found> {
  const last = lead.touches.at(-1);
  const { features, provenance } = await deps.enrichment.enrich({
    person,
    given: lead.given,
    touch: last?.touch ?? 'unknown',
    source: last?.source ?? lead.source,
  });
  const guessed = Object.keys(provenance)
    .filter((field) => GUESSED_FROM.includes(provenance[field] ?? ''))
    .sort();
  if (!plan) return { features, guessed };
  // What the plan declares holds what the plan knows, else nothing; but a number that only enrichment could read ("plus de 1000") is one.
  const undeclared = Object.entries(features).filter(([field]) => !Object.hasOwn(plan.fields, field));
  const numbers = Object.entries(plan.fields).filter(([, { type }]) => type === 'range');
  const texts = Object.fromEntries(Object.entries(features).map(([field, value]) => [field, String(value)]));
  return {
    features: {
      ...Object.fromEntries(undeclared),
      ...normaliseFields(Object.fromEntries(numbers), texts).features,
      ...normaliseFields(plan.fields, lead.given).features,
    },
    guessed,
  };
}
