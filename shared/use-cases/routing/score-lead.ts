import type { EnrichmentResult } from '../../domain/enrichment/enrichment-result.ts';
import type { LeadId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import type { LeadScore } from '../../domain/lead/routing-decision.ts';
import { scoreOf } from '../../domain/routing/scoring.ts';
import type { PlanVersion } from '../../ports/plan-store.ts';
import type { ReadOptions } from '../../ports/read-options.ts';
import type { Deps } from '../deps.ts';
import { planToRouteBy } from './route-in-pilot.ts';

/** Routing uses the score only if it was decided on what it reads itself; otherwise it scores again. */
const OF_A_MOMENT_AGO: ReadOptions = { consistent: false };

/** A score with everything it was decided on, as ids and numbers. It holds while all of them are the same. */
export interface DecidedScore {
  readonly leadVersion: number;
  readonly planVersion: number;
  readonly enrichmentResult: string;
  readonly score: LeadScore;
}

/**
 * Scores a lead, the second task of Routing: points for who the lead is and what it did, under the active plan. Saves
 * nothing; the score is handed to the last task.
 */
export async function scoreLead(
  leadId: LeadId,
  now: Instant,
  deps: Pick<Deps, 'leads' | 'plans'>,
): Promise<
  { readonly outcome: 'scored'; readonly decided: DecidedScore } | { readonly outcome: 'no_plan' | 'nothing_to_do' }
> {
  const [lead, found, active] = await Promise.all([
    deps.leads.load(leadId, OF_A_MOMENT_AGO),
    deps.leads.loadEnrichment(leadId, OF_A_MOMENT_AGO),
    deps.plans.active(),
  ]);
  if (lead?.stage.state !== 'received' || !found) return { outcome: 'nothing_to_do' };
  if (!active) return { outcome: 'no_plan' };
  const plan = await planToRouteBy(active, found, deps);
  return { outcome: 'scored', decided: decideScore({ lead, found, active: plan, now }) };
}

/** Returns the score decided earlier if it still holds; otherwise scores again. */
export function currentScoreOf(
  basis: ScoreBasis & { readonly now: Instant },
  decided: DecidedScore | undefined,
): LeadScore {
  return decided && holds(decided, basis) ? decided.score : decideScore(basis).score;
}

interface ScoreBasis {
  readonly lead: Lead;
  readonly found: EnrichmentResult;
  readonly active: PlanVersion;
}

function holds({ leadVersion, planVersion, enrichmentResult }: DecidedScore, { lead, found, active }: ScoreBasis) {
  return leadVersion === lead.version && planVersion === active.version && enrichmentResult === found.resultId;
}

function decideScore({ lead, found, active, now }: ScoreBasis & { readonly now: Instant }): DecidedScore {
  return {
    leadVersion: lead.version,
    planVersion: active.version,
    enrichmentResult: found.resultId,
    score: scoreOf({ ...lead, features: found.features }, active.plan, now),
  };
}
