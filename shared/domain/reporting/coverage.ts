import type { Facts } from './facts.ts';
import type { FoldedLead } from './folded-lead.ts';
import type { Posting } from './posting.ts';

/** What enrichment is there to find out, beside the plan's own fields. */
const WANTED = ['country', 'region', 'language', 'seniority', 'department'] as const;

/**
 * What is known about a lead, as counters: which wanted fields it has, which are guesses, whether its company is known. It is counted
 * where the lead was routed first, as it stands when it is counted, and put right each time more is counted.
 */
export function recounted(lead: FoldedLead, facts: Facts): { readonly lead: FoldedLead; readonly postings: Posting[] } {
  if (!lead.coverage) return { lead, postings: [] };
  const { cell, counted } = lead.coverage;
  const names = coverageOf(facts, lead.plan);
  const counters = {
    ...Object.fromEntries(names.filter((name) => !counted.includes(name)).map((name) => [name, 1])),
    ...Object.fromEntries(counted.filter((name) => !names.includes(name)).map((name) => [name, -1])),
  };
  if (Object.keys(counters).length === 0) return { lead, postings: [] };
  return { lead: { ...lead, coverage: { cell, counted: names } }, postings: [{ to: { cell }, counters }] };
}

function coverageOf({ lead, plans }: Facts, plan: number | undefined): readonly string[] {
  const own = plan === undefined ? undefined : plans.get(plan)?.fields;
  const wanted = [...new Set([...WANTED, ...Object.keys(own ?? {})])].sort();
  const { features, guessed, account } = lead;
  return [
    'enriched',
    ...wanted.map((field) => `wanted:${field}`),
    ...wanted.filter((field) => features[field] !== undefined).map((field) => `covered:${field}`),
    ...wanted.filter((field) => guessed.includes(field)).map((field) => `guessed:${field}`),
    ...(account?.certain ? ['accountMatched'] : []),
  ];
}
