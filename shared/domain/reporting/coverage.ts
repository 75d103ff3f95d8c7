import { ownValue } from '../own-value.ts';
import type { CountingFacts } from './facts.ts';
import type { CountedLead } from './folded-lead.ts';
import type { Posting } from './posting.ts';

/** The fields enrichment is expected to fill, besides the plan's own fields. */
const EXPECTED_FIELDS = ['country', 'region', 'language', 'seniority', 'department'] as const;

/**
 * Counts enrichment coverage: which wanted fields a lead has, which of them are guesses, and whether its account is
 * known. Counted in the cell where the lead was first routed, with the values known at the time of counting, and
 * corrected each time more is counted.
 */
export function recountCoverage(
  lead: CountedLead,
  facts: CountingFacts,
): { readonly lead: CountedLead; readonly postings: Posting[] } {
  if (!lead.coverage) return { lead, postings: [] };
  const { cell, counted } = lead.coverage;
  const names = coverageCountersOf(facts, lead.plan);
  const counters = {
    ...Object.fromEntries(names.filter((name) => !counted.includes(name)).map((name) => [name, 1])),
    ...Object.fromEntries(counted.filter((name) => !names.includes(name)).map((name) => [name, -1])),
  };
  if (Object.keys(counters).length === 0) return { lead, postings: [] };
  return { lead: { ...lead, coverage: { cell, counted: names } }, postings: [{ to: { cell }, counters }] };
}

function coverageCountersOf({ lead, plans }: CountingFacts, plan: number | undefined): readonly string[] {
  const own = plan === undefined ? undefined : plans.get(plan)?.fields;
  const wanted = [...new Set([...EXPECTED_FIELDS, ...Object.keys(own ?? {})])].sort();
  const { features, guessedFields: guessed, account } = lead;
  return [
    'enriched',
    ...wanted.map((field) => `wanted:${field}`),
    ...wanted.filter((field) => ownValue(features, field) !== undefined).map((field) => `covered:${field}`),
    ...wanted.filter((field) => guessed.includes(field)).map((field) => `guessed:${field}`),
    ...(account?.isCertain ? ['accountMatched'] : []),
  ];
}
