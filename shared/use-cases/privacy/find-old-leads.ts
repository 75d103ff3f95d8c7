import type { LeadId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import { lastHeardOf } from '../../domain/privacy/retention.ts';
import type { PrivacyDeps } from './privacy-deps.ts';

/** Leads looked at per page of the list, and pages per call: what one call can do in its time. */
const PAGE_SIZE = 100;
const MAX_PAGES = 20;

/** Closed leads over their age, and where the search continues; no cursor at the end. */
export interface OldLeads {
  readonly leads: readonly LeadId[];
  readonly cursor?: string;
}

/**
 * Finds closed leads whose person was last heard of at `cutoff` or earlier, oldest first. A person who wrote again is
 * known by the lead that took over the key: while that one is open or younger, their earlier leads stay.
 */
export async function findOldLeads(
  { cutoff, limit, cursor: start }: { readonly cutoff: Instant; readonly limit: number; readonly cursor?: string },
  deps: Pick<PrivacyDeps, 'leads'>,
): Promise<OldLeads> {
  const found: LeadId[] = [];
  let cursor = start;
  for (let pages = 0; pages < MAX_PAGES && found.length < limit; pages += 1) {
    const page = await deps.leads.list({
      by: { state: 'closed' },
      // No lead closes before it is received.
      receivedBy: cutoff,
      limit: Math.min(PAGE_SIZE, limit - found.length),
      cursor,
    });
    const isOld = await Promise.all(page.items.map((lead) => isOver(lead, cutoff, deps)));
    found.push(...page.items.filter((_, at) => isOld[at]).map(({ id }) => id));
    cursor = page.cursor;
    if (cursor === undefined) return { leads: found };
  }
  return { leads: found, ...(cursor !== undefined && { cursor }) };
}

async function isOver(lead: Lead, cutoff: Instant, { leads }: Pick<PrivacyDeps, 'leads'>): Promise<boolean> {
  const isOld = (one: Lead) => {
    const heard = lastHeardOf(one);
    return heard !== undefined && heard <= cutoff;
  };
  if (lead.forgottenAt !== undefined || !isOld(lead)) return false;
  const holder = lead.personKey === undefined ? undefined : await leads.leadOfPerson(lead.personKey);
  if (holder === undefined || holder === lead.id) return true;
  const later = await leads.load(holder);
  return later === undefined || isOld(later);
}
