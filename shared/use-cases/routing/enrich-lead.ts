import type { EnrichmentCoverage } from '../../domain/enrichment/enrichment-result.ts';
import type { LeadId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { decideAgain, LOST_RACE } from '../decide-again.ts';
import type { Deps } from '../deps.ts';
import { type EnrichDeps, gatherEnrichment } from './enrich.ts';

/** Attempts when touchpoints come while a lead is being enriched; after more of them, the sweep redrives routing. */
const MAX_ATTEMPTS = 5;

/**
 * Enriches a lead, the first task of Routing: finds out what the lead does not state (country, seniority, kind of
 * mailbox …) and stores it beside the lead, again if a touchpoint came meanwhile. Idempotent.
 */
export async function enrichLead(
  leadId: LeadId,
  now: Instant,
  deps: Pick<Deps, 'leads' | 'plans'> & EnrichDeps,
): Promise<
  { readonly outcome: 'enriched'; readonly coverage?: EnrichmentCoverage } | { readonly outcome: 'nothing_to_do' }
> {
  const active = await deps.plans.active();
  let enriched: number | undefined;
  let coverage: EnrichmentCoverage | undefined;
  const limits = { maxAttempts: MAX_ATTEMPTS, failure: 'a lead kept being touched' };
  return decideAgain(limits, async (attempt) => {
    const lead = await deps.leads.load(leadId);
    if (lead?.stage.state !== 'received') return { outcome: 'nothing_to_do' };
    if (lead.version === enriched) return { outcome: 'enriched', coverage };
    const person = (await deps.leads.person(leadId)) ?? { answers: {} };
    const found = await gatherEnrichment({ lead, person, plan: active?.plan, now }, deps);
    await deps.leads.saveEnrichment(leadId, found);
    coverage = found.enrichment;
    enriched = lead.version;
    return attempt < MAX_ATTEMPTS ? LOST_RACE : { outcome: 'enriched', coverage };
  });
}
