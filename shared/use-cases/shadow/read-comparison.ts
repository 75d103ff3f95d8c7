import { addSeconds } from '../../domain/instant.ts';
import { type Agreement, agreementOf } from '../../domain/shadow/shadow-comparison.ts';
import type { Observation } from '../../domain/shadow/shadow-mode.ts';
import type { Deps } from '../deps.ts';

const DAY_SECONDS = 24 * 3600;
const PAGE = 500;
/** Leads looked at in one go; a report over more says that it is not whole. */
const MOST_LEADS = 20_000;

/** Which days are compared, by the UTC day of receipt; both included. */
export interface AgreementQuery {
  readonly from: string;
  readonly to: string;
}

/** How often Baton and the system that decides agree on the leads of some days, and whether all of these were looked at. */
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
