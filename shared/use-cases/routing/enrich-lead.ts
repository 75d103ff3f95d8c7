import type { EnrichmentCoverage } from '../../domain/enrichment/enrichment-result.ts';
import type { LeadId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import { decideAgain, LOST_RACE } from '../decide-again.ts';
import type { Deps } from '../deps.ts';
import { endListedLeads } from '../do-not-contact/end-listed-leads.ts';
import { gatherForRouting, type PilotEnrichDeps } from './route-in-pilot.ts';

/** Attempts when touchpoints come while a lead is being enriched; after more of them, the sweep redrives routing. */
const MAX_ATTEMPTS = 5;

/** `lead`: the version that was enriched. */
type EnrichOutcome =
  | { readonly outcome: 'enriched'; readonly lead: Lead; readonly coverage?: EnrichmentCoverage }
  | { readonly outcome: 'nothing_to_do' };

/**
 * Enriches a lead, the first task of Routing: finds out what the lead does not state (country, seniority, kind of
 * mailbox …) and stores it beside the lead, again if a touchpoint came meanwhile. Pass the lead itself if it has just been loaded.
 * Idempotent. A lead whose person must not be contacted ends here: nothing is found out about it and no rule sees it.
 */
export async function enrichLead(
  from: LeadId | Lead,
  now: Instant,
  deps: Pick<Deps, 'leads' | 'plans' | 'doNotContact'> & PilotEnrichDeps,
): Promise<EnrichOutcome> {
  const active = await deps.plans.active();
  const leadId = typeof from === 'string' ? from : from.id;
  let lead = typeof from === 'string' ? await deps.leads.load(leadId) : from;
  const limits = { maxAttempts: MAX_ATTEMPTS, failure: 'a lead kept being touched' };
  return decideAgain(limits, async (attempt) => {
    if (lead?.stage.state !== 'received') return { outcome: 'nothing_to_do' };
    const { ended } = await endListedLeads([lead], now, deps, { repeatedLater: true });
    if (ended.length > 0) return { outcome: 'nothing_to_do' };
    const person = (await deps.leads.person(leadId)) ?? { answers: {} };
    const found = await gatherForRouting({ lead, person, active, now }, deps);
    await deps.leads.saveEnrichment(leadId, found);
    const enriched = { outcome: 'enriched', lead, coverage: found.enrichment } as const;
    if (attempt === MAX_ATTEMPTS) return enriched;
    const after = await deps.leads.load(leadId);
    if (after?.version === lead.version) return enriched;
    lead = after;
    return LOST_RACE;
  });
}
