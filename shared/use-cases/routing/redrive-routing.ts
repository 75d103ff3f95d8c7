import { buildReviewQueueStage } from '../../domain/follow-up/queue-stages.ts';
import type { LeadId } from '../../domain/ids.ts';
import { addSeconds, type Instant } from '../../domain/instant.ts';
import { GRACE_SECONDS, MAX_ROUTING_ATTEMPTS } from '../../domain/lead/grace-periods.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import { transition } from '../../domain/lead/transition.ts';
import type { PlanVersion } from '../../ports/plan-store.ts';
import type { Deps } from '../deps.ts';
import { type Decision, saveTransition, type TransitionResult } from '../save-transition.ts';
import { enrichLead } from './enrich-lead.ts';
import type { PilotEnrichDeps } from './route-in-pilot.ts';
import { type RouteDeps, type RouteRefusal, routeLead } from './route-lead.ts';

/**
 * Runs all of routing in one go, for the sweep: whichever task was lost, the lead is routed now. Each attempt moves the
 * lead's date and is counted. After the last one the lead goes to the catch-all queue for a person.
 */
export async function redriveRouting(
  from: LeadId | Lead,
  now: Instant,
  deps: RouteDeps & PilotEnrichDeps & Pick<Deps, 'doNotContact'>,
): Promise<TransitionResult<RouteRefusal>> {
  const active = await deps.plans.active();
  const counted = await saveTransition<RouteRefusal>(from, (lead) => decideRetry(lead, active, now, deps), deps);
  if (counted.outcome !== 'done' || counted.lead.stage.state !== 'received' || !active) return counted;
  const enriched = await enrichLead(counted.lead, now, deps);
  return routeLead({ lead: enriched.outcome === 'enriched' ? enriched.lead : counted.lead.id }, now, deps);
}

function decideRetry(
  lead: Lead,
  active: PlanVersion | undefined,
  now: Instant,
  deps: RouteDeps,
): Decision<RouteRefusal> {
  const { stage } = lead;
  if (stage.state !== 'received' || stage.routeBy > now) return { refused: 'not_waiting_for_routing' };
  const common = { at: now, eventId: deps.newId() };
  if (active && stage.attempts >= MAX_ROUTING_ATTEMPTS) {
    const queued = buildReviewQueueStage(active.plan, { now, because: 'routing_failed' });
    return {
      change: transition(lead, {
        ...common,
        type: 'LeadSentToQueue',
        data: { queue: queued.queue, because: 'routing_failed' },
        stage: queued,
      }),
    };
  }
  const attempt = stage.attempts + (active ? 1 : 0);
  return {
    change: transition(lead, {
      ...common,
      type: 'RoutingRetried',
      data: { attempt: Math.max(attempt, 1), because: active ? 'overdue' : 'no_plan' },
      stage: {
        ...stage,
        attempts: attempt,
        routeBy: addSeconds(now, active ? GRACE_SECONDS.retry : GRACE_SECONDS.noPlan),
      },
    }),
  };
}
