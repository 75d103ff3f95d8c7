import { addSeconds } from '../../domain/instant.ts';
import { type Agreement, agreementOf } from '../../domain/shadow/shadow-comparison.ts';
import type { Observation } from '../../domain/shadow/shadow-mode.ts';
import type { Deps } from '../deps.ts';

const DAY_SECONDS = 24 * 3600;
const PAGE = 500;
/** The most leads compared per report; a report over more says that it is incomplete. */
const MOST_LEADS = 20_000;

/** The days to compare, by the UTC day of receipt; both ends included. */
export interface AgreementQuery {
  readonly from: string;
  readonly to: string;
}

/**
 * Returns how often Baton and the incumbent agree on the leads of a range of days, and whether all of them were
 * compared.
 */
export async function readAgreement(
  { from, to }: AgreementQuery,
  deps: Pick<Deps, 'observations'>,
  mostLeads = MOST_LEADS,
): Promise<Agreement & { readonly complete: boolean }> {
  const found: Observation[] = [];
  for (let day = from; day <= to; day = dayAfter(day)) {
    let cursor: string | undefined;
    do {
      const page = await deps.observations.ofDay(day, { limit: PAGE, cursor });
      found.push(...page.items);
      cursor = page.cursor;
      if (found.length >= mostLeads && (cursor !== undefined || day < to))
        return { ...agreementOf(found.slice(0, mostLeads)), complete: false };
    } while (cursor !== undefined);
  }
  return { ...agreementOf(found), complete: true };
}

function dayAfter(day: string): string {
  return addSeconds(`${day}T00:00:00.000Z`, DAY_SECONDS).slice(0, 10);
}
