import type { Found } from '../../domain/enrichment/enrichment-result.ts';
import { stageAt } from '../../domain/follow-up/queue-stages.ts';
import { endedHandoff } from '../../domain/handoff/handoff.ts';
import type { LeadId } from '../../domain/ids.ts';
import { addSeconds, type Instant } from '../../domain/instant.ts';
import { cyclesOf, type Lead } from '../../domain/lead/lead.ts';
import { type LeadPatch, step, type Transition } from '../../domain/lead/transition.ts';
import { putToRest } from '../../domain/nurture/move-to-nurture.ts';
import { backToOwner } from '../../domain/nurture/prefer-last-owner.ts';
import { route } from '../../domain/routing/route.ts';
import { scoreOf, withScore } from '../../domain/routing/scoring.ts';
import type { PlanVersion } from '../../ports/plan-store.ts';
import type { Deps } from '../deps.ts';
import { type StepResult, saveStep } from '../save-transition.ts';

export type RouteDeps = Pick<Deps, 'leads' | 'plans' | 'newId'>;
export type RouteRefusal = 'not_waiting_for_routing' | 'no_plan' | 'not_enriched';

/**
 * Routes a lead, the last task of Routing: decides by the active plan, pins that plan to the lead, and saves everything
 * in one write.
 */
export async function routeLead(leadId: LeadId, now: Instant, deps: RouteDeps): Promise<StepResult<RouteRefusal>> {
  const active = await deps.plans.active();
  return saveStep<RouteRefusal>(
    leadId,
    async (lead) => {
      if (lead.stage.state !== 'received') return { refused: 'not_waiting_for_routing' };
      if (!active) return { refused: 'no_plan' };
      // Read last: whoever adds a touchpoint saves the features before it.
      const found = await deps.leads.found(leadId);
      if (!found || !hearsPerson(lead, found)) return { refused: 'not_enriched' };
      return {
        change: routed({ ...lead, ...found, account: found.account }, active, { now, newId: deps.newId, before: lead }),
      };
    },
    deps,
  );
}

/**
 * Returns whether the enrichment result knows the account a person chose for the lead. Enrichment that was running then
 * may not.
 */
function hearsPerson({ account: said }: Lead, { account }: Found): boolean {
  return said?.by !== 'person' || (account?.by === 'person' && account.account === said.account);
}

function routed(
  lead: Lead,
  active: PlanVersion,
  options: { readonly now: Instant; readonly newId: () => string; readonly before: Lead },
): Transition {
  const { now, newId, before } = options;
  const { plan, version } = active;
  const score = scoreOf(lead, plan, now);
  const features = withScore(lead.features, score, cyclesOf(before));
  const decided = backToOwner(route({ features, plan }), { stage: before.stage, features }, plan);
  const routing = { plan: version, at: now, route: decided, target: 0 };
  const { guessed, account, enrichment } = lead;
  const patch: LeadPatch = { features, guessed, account, enrichment, score, routing, handoff: endedHandoff(before) };
  const common = { eventId: newId(), patch };
  if (lead.test) {
    return step(before, {
      ...common,
      at: now,
      type: 'LeadClosed',
      data: { outcome: 'test' },
      stage: { state: 'closed', outcome: 'test', closedAt: now },
    });
  }
  if (decided.outcome === 'close') {
    return step(before, {
      ...common,
      at: now,
      type: 'LeadScreened',
      data: { plan: version, rule: decided.rule, reason: decided.reason },
      stage: { state: 'closed', outcome: 'screened', reason: decided.reason, closedAt: now },
    });
  }
  if (decided.outcome === 'nurture') {
    const { rule: reason, track, owner: accountable, afterSeconds } = decided;
    const until = addSeconds(now, afterSeconds);
    return putToRest(before, plan, { reason, track, until, accountable, now }, common);
  }
  const stage = stageAt({ ...lead, features, routing }, plan, { target: decided.targets[0], now, because: 'queued' });
  if (stage.place === 'queue') {
    return step(before, {
      ...common,
      at: now,
      type: 'LeadSentToQueue',
      data: { queue: stage.queue, because: decided.rule },
      stage,
    });
  }
  const { team, priority } = stage.work;
  return step(before, {
    ...common,
    at: now,
    type: 'LeadRouted',
    data: { plan: version, rule: decided.rule, layer: decided.layer, team, priority },
    stage,
  });
}
