import type { EnrichmentResult } from '../../domain/enrichment/enrichment-result.ts';
import { buildReviewQueueStage, buildWaitingStage } from '../../domain/follow-up/queue-stages.ts';
import { endHandoff } from '../../domain/handoff/handoff.ts';
import type { LeadId } from '../../domain/ids.ts';
import { addSeconds, type Instant } from '../../domain/instant.ts';
import { hasComeBackTooOften, REOPEN_LIMIT } from '../../domain/lead/comebacks.ts';
import { cycleCountOf, type Lead } from '../../domain/lead/lead.ts';
import type { LeadScore } from '../../domain/lead/routing-decision.ts';
import { type LeadPatch, type Transition, transition } from '../../domain/lead/transition.ts';
import { BELOW_MQL, holdUntilMql, isHeldUntilMql } from '../../domain/nurture/hold-until-mql.ts';
import { moveToNurture } from '../../domain/nurture/move-to-nurture.ts';
import { preferLastOwner } from '../../domain/nurture/prefer-last-owner.ts';
import type { PilotPlace } from '../../domain/pilot/pilot.ts';
import { chooseRoute } from '../../domain/routing/route.ts';
import { addScoreFeatures } from '../../domain/routing/scoring.ts';
import type { PlanVersion } from '../../ports/plan-store.ts';
import type { Deps } from '../deps.ts';
import { saveTransition, type TransitionResult } from '../save-transition.ts';
import { planToRouteBy } from './route-in-pilot.ts';
import { currentScoreOf, type DecidedScore } from './score-lead.ts';

export type RouteDeps = Pick<Deps, 'leads' | 'plans' | 'newId'>;
export type RouteRefusal = 'not_waiting_for_routing' | 'no_plan' | 'not_enriched';

/** What to route: the lead, or its id if it has not been loaded, and the score decided by the task before, if any. */
interface RouteInput {
  readonly lead: LeadId | Lead;
  readonly decidedScore?: DecidedScore;
}

/**
 * Routes a lead, the last task of Routing: decides by the active plan, or by the
 * candidate of the running pilot, pins that plan to the lead, and saves everything
 * in one write. Scores the lead only if the score decided before no longer holds.
 */
export async function routeLead(
  input: RouteInput,
  now: Instant,
  deps: RouteDeps,
): Promise<TransitionResult<RouteRefusal>> {
  const active = await deps.plans.active();
  return saveTransition<RouteRefusal>(
    input.lead,
    async (lead) => {
      if (lead.stage.state !== 'received') return { refused: 'not_waiting_for_routing' };
      if (!active) return { refused: 'no_plan' };
      // Read last: whoever adds a touchpoint saves the features before it.
      const found = await deps.leads.loadEnrichment(lead.id);
      if (!found || !hasChosenAccount(lead, found)) return { refused: 'not_enriched' };
      const pinned = await planToRouteBy(active, found, deps);
      const score = currentScoreOf({ lead, found, active: pinned, now }, input.decidedScore);
      const pilot = found.pilot?.id === active.pilot?.id ? found.pilot : undefined;
      return { change: decideRoute(lead, { found, score, pinned, pilot, now, eventId: deps.newId() }) };
    },
    deps,
  );
}

/**
 * Returns whether the enrichment result knows the account a person chose for the lead. Enrichment that was running then
 * may not.
 */
function hasChosenAccount({ account: said }: Lead, { account }: EnrichmentResult): boolean {
  return said?.matchedBy !== 'person' || (account?.matchedBy === 'person' && account.account === said.account);
}

interface RouteBasis {
  readonly found: EnrichmentResult;
  readonly score: LeadScore;
  readonly pinned: PlanVersion;
  readonly pilot: PilotPlace | undefined;
  readonly now: Instant;
  readonly eventId: string;
}

function decideRoute(lead: Lead, { found, score, pinned, pilot, now, eventId }: RouteBasis): Transition {
  const { plan, version } = pinned;
  const features = addScoreFeatures(found.features, score, cycleCountOf(lead));
  const chosen = holdUntilMql(chooseRoute({ features, plan }), lead, features, plan);
  const decided = preferLastOwner(chosen, { stage: lead.stage, features }, plan);
  const routing = { plan: version, at: now, route: decided, target: 0, ...(pilot && { pilot }) };
  const { guessedFields, account, enrichment } = found;
  const patch: LeadPatch = { features, guessedFields, account, enrichment, score, routing, handoff: endHandoff(lead) };
  const common = { eventId, patch };
  if (lead.test) {
    return transition(lead, {
      ...common,
      at: now,
      type: 'LeadClosed',
      data: { outcome: 'test' },
      stage: { state: 'closed', outcome: 'test', closedAt: now },
    });
  }
  if (decided.outcome === 'close') {
    return transition(lead, {
      ...common,
      at: now,
      type: 'LeadScreened',
      data: { plan: version, rule: decided.rule, reason: decided.reason },
      stage: { state: 'closed', outcome: 'screened', reason: decided.reason, closedAt: now },
    });
  }
  if (decided.outcome === 'nurture') {
    const { rule, track, owner: accountable, afterSeconds } = decided;
    const reason = isHeldUntilMql(decided) ? BELOW_MQL : rule;
    const until = addSeconds(now, afterSeconds);
    return moveToNurture(lead, plan, { reason, track, until, accountable, now }, common);
  }
  const isBackTooOften = hasComeBackTooOften(lead, plan.limits, now);
  const stage = isBackTooOften
    ? buildReviewQueueStage(plan, { now, because: REOPEN_LIMIT })
    : buildWaitingStage({ ...lead, features, routing }, plan, { target: decided.targets[0], now, because: 'queued' });
  if (stage.place === 'queue') {
    return transition(lead, {
      ...common,
      at: now,
      type: 'LeadSentToQueue',
      data: { queue: stage.queue, because: isBackTooOften ? REOPEN_LIMIT : decided.rule },
      stage,
    });
  }
  const { team, priority } = stage.workItem;
  return transition(lead, {
    ...common,
    at: now,
    type: 'LeadRouted',
    data: { plan: version, rule: decided.rule, layer: decided.layer, team, priority },
    stage,
  });
}
