import type { LeadId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { LeadScore } from '../../domain/lead/routing-decision.ts';
import { scoreOf } from '../../domain/routing/scoring.ts';
import type { Deps } from '../deps.ts';

/** Scores a lead, the second task of Routing: points for who the lead is and what it did, under the active plan. */
export async function scoreLead(
  leadId: LeadId,
  now: Instant,
  deps: Pick<Deps, 'leads' | 'plans'>,
): Promise<
  { readonly outcome: 'scored'; readonly score: LeadScore } | { readonly outcome: 'no_plan' | 'nothing_to_do' }
> {
  const [lead, found, active] = await Promise.all([
    deps.leads.load(leadId),
    deps.leads.loadEnrichment(leadId),
    deps.plans.active(),
  ]);
  if (!lead || !found) return { outcome: 'nothing_to_do' };
  if (!active) return { outcome: 'no_plan' };
  return { outcome: 'scored', score: scoreOf({ ...lead, features: found.features }, active.plan, now) };
}
