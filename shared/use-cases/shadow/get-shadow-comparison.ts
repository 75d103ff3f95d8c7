import { daysBetween } from '../../domain/reporting/days.ts';
import { compareDecisions, type ShadowComparison } from '../../domain/shadow/shadow-comparison.ts';
import type { ShadowRecord } from '../../domain/shadow/shadow-mode.ts';
import type { Deps } from '../deps.ts';

const PAGE_SIZE = 500;
/** The most leads compared per report; a report over more says that it is incomplete. */
const MAX_LEADS = 20_000;

/** The days to compare, by the UTC day of receipt; both ends included. */
export interface ShadowComparisonQuery {
  readonly from: string;
  readonly to: string;
}

/**
 * Returns how often Baton and the incumbent agree on the leads of a range of days, and whether all of them were
 * compared.
 */
export async function getShadowComparison(
  { from, to }: ShadowComparisonQuery,
  deps: Pick<Deps, 'observations'>,
  maxLeads = MAX_LEADS,
): Promise<ShadowComparison & { readonly complete: boolean }> {
  const found: ShadowRecord[] = [];
  for (const day of daysBetween(from, to)) {
    let cursor: string | undefined;
    do {
      const page = await deps.observations.listDay(day, { limit: PAGE_SIZE, cursor });
      found.push(...page.items);
      cursor = page.cursor;
      if (found.length >= maxLeads && (cursor !== undefined || day < to))
        return { ...compareDecisions(found.slice(0, maxLeads)), complete: false };
    } while (cursor !== undefined);
  }
  return { ...compareDecisions(found), complete: true };
}
