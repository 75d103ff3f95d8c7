import type { LeadId, RepId } from '../domain/ids.ts';
import { holdOf } from '../domain/lead/lead.ts';
import type { Deps } from './deps.ts';
import { loadLeads } from './load-leads.ts';

/**
 * Leads of one company to look at when searching for a colleague's lead. The newest lead that has an owner counts; the
 * lead itself and one that is just being released may be among them.
 */
const MAX_COLLEAGUE_LEADS = 3;

/** Returns the newest leads with an owner that have one of these company keys. */
export async function leadsOfCompanies(
  companies: readonly string[],
  deps: Pick<Deps, 'leads'>,
): Promise<readonly LeadId[]> {
  return (
    await Promise.all(companies.map((company) => deps.leads.leadsOfCompany(company, MAX_COLLEAGUE_LEADS)))
  ).flat();
}

/** Returns who owns the newest of a lead's colleagues' leads; undefined when nobody owns one. */
export async function colleagueOwnerOf(
  lead: LeadId,
  colleagues: readonly LeadId[],
  deps: Pick<Deps, 'leads'>,
): Promise<RepId | undefined> {
  const ids = [...new Set(colleagues)].filter((id) => id !== lead);
  if (ids.length === 0) return undefined;
  // An unreadable lead must not block another.
  const { leads } = await loadLeads(ids, deps);
  const [newest] = leads.filter((other) => holdOf(other)).sort((a, b) => (a.id < b.id ? 1 : -1));
  return newest && holdOf(newest)?.rep;
}
