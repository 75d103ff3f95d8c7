import type { Coverage } from '../../domain/enrichment/enrichment-result.ts';
import type { LeadId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Deps } from '../deps.ts';
import { type FindOutDeps, findOut } from './enrich.ts';

/** Touches that may come while a lead is being enriched; routing is re-driven if there are more. */
const ATTEMPTS = 5;

/**
 * The first step of routing: finds out what is not said (country, seniority, kind of mailbox …) and keeps it beside the lead,
 * again when it was touched meanwhile. Doing it twice is doing it once.
 */
export async function enrichLead(
  leadId: LeadId,
  now: Instant,
  deps: Pick<Deps, 'leads' | 'plans'> & FindOutDeps,
): Promise<{ readonly outcome: 'enriched'; readonly coverage?: Coverage } | { readonly outcome: 'nothing_to_do' }> {
  const active = await deps.plans.active();
  let enriched: number | undefined;
  let coverage: Coverage | undefined;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const lead = await deps.leads.load(leadId);
    if (lead?.stage.state !== 'received') return { outcome: 'nothing_to_do' };
    if (lead.version === enriched) break;
    const person = (await deps.leads.person(leadId)) ?? { answers: {} };
    const found = await findOut({ lead, person, plan: active?.plan, now }, deps);
    await deps.leads.saveFound(leadId, found);
    coverage = found.enrichment;
    enriched = lead.version;
  }
  return { outcome: 'enriched', coverage };
}
