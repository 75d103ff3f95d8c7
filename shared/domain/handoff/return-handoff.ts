import { buildReleasedStage, buildReviewQueueStage } from '../follow-up/queue-stages.ts';
import type { RepId, TeamId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Actor } from '../lead/events.ts';
import { addPreviousHolder, type Handoff, type Lead } from '../lead/lead.ts';
import type { Target } from '../lead/routing-decision.ts';
import type { Assigned } from '../lead/stage.ts';
import { type LeadPatch, type Transition, transition } from '../lead/transition.ts';
import type { Plan } from '../plan/plan.ts';
import { chainToTargets } from '../routing/target-chain.ts';
import { buildTeamStop, endHandoff, HANDOFF_RETURNED_REASON, replaceTargets } from './handoff.ts';

/** A lead that the next team did not accept, and what its return depends on. */
export interface UnacceptedHandoff {
  readonly lead: Lead;
  readonly stage: Assigned;
  readonly handoff: Handoff;
  readonly plan: Plan;
  /** `not_accepted` if nobody accepted it in time; otherwise the rep's reason. */
  readonly because: string;
  /** Whether the rep who handed it off can be assigned it again: has not left and is not away. */
  readonly isGiverAvailable: boolean;
  /** Returns the manager of a team: of the one it came from or of the one it may go to. */
  readonly managerOf: (team: string) => RepId;
  readonly now: Instant;
  readonly eventId: string;
  readonly actor?: Actor;
  /** Further changes in the same transition. */
  readonly patch?: LeadPatch;
}

/**
 * Returns the lead to the rep who handed it off, or to their team if they are not available. After as many returns as
 * the plan allows, it goes where the handoff rule says instead. The rep who gets it back is not charged a turn.
 */
export function returnHandoff(unaccepted: UnacceptedHandoff): Transition {
  const { lead, handoff } = unaccepted;
  const ended = endHandoff(lead) ?? handoff;
  return ended.returns >= handoff.maxReturns ? sendToFallback(unaccepted, ended) : returnToGiver(unaccepted, ended);
}

function returnToGiver(unaccepted: UnacceptedHandoff, handoff: Handoff): Transition {
  const { lead, stage, plan, because, isGiverAvailable, managerOf, now, eventId, actor } = unaccepted;
  const { handedOffBy: to, fromTeam: team } = handoff;
  const targets = targetsOfReturn(lead, { to, team, plan, isGiverAvailable });
  const routing = lead.routing && replaceTargets(lead.routing, targets, now);
  return transition(lead, {
    type: 'HandoffReturned',
    data: { rep: stage.owner, epoch: lead.epoch, team, to, because },
    ...{ at: now, eventId, actor },
    stage: buildReleasedStage({ ...lead, routing, handoff }, plan, {
      ...{ team, now, because: HANDOFF_RETURNED_REASON, accountable: managerOf(team) },
    }),
    patch: { ...unaccepted.patch, previousHolders: addPreviousHolder(lead, stage.owner), routing, handoff },
  });
}

/** Returns where a lead goes that is returned: to the rep who handed it off, if available, then to their team. */
export function targetsOfReturn(
  lead: Lead,
  {
    to,
    team,
    plan,
    isGiverAvailable,
  }: { readonly to: RepId; readonly team: TeamId; readonly plan: Plan; readonly isGiverAvailable: boolean },
): readonly [Target, ...Target[]] {
  const stop = buildTeamStop(lead, team);
  const teamTargets = chainToTargets(
    { stops: [stop], queue: plan.otherwise, rule: stop.rule },
    { features: lead.features, plan },
  );
  const [first] = teamTargets;
  if (!isGiverAvailable || first.kind !== 'team') return teamTargets;
  return [{ ...first, only: to, charged: false }, ...teamTargets];
}

/** After too many returns: sends it to the team or the queue that the handoff rule names for this case. */
function sendToFallback(unaccepted: UnacceptedHandoff, handoff: Handoff): Transition {
  const { lead, stage, plan, managerOf, now, eventId, actor } = unaccepted;
  const because = 'handoff_limit';
  const route = lead.routing?.route;
  const targets = route?.outcome === 'assign' ? route.targets : [];
  const index = targets.findIndex((target) => target.kind === 'queue' || isFallbackTeam(target.team, unaccepted));
  const target = targets[index];
  const routing = lead.routing && { ...lead.routing, target: Math.max(index, 0) };
  const patch = { ...unaccepted.patch, previousHolders: addPreviousHolder(lead, stage.owner), routing, handoff };
  const common = { at: now, eventId, actor, patch };
  if (target?.kind === 'team') {
    const { team } = target;
    return transition(lead, {
      ...common,
      type: 'LeadReleased',
      data: { rep: stage.owner, epoch: lead.epoch, team, because },
      stage: buildReleasedStage({ ...lead, routing, handoff }, plan, {
        team,
        now,
        because,
        accountable: managerOf(team),
      }),
    });
  }
  const queueStage = buildReviewQueueStage(plan, { queue: target?.queue, now, because });
  const data = { queue: queueStage.queue, because, rep: stage.owner };
  return transition(lead, { ...common, type: 'LeadSentToQueue', data, stage: queueStage });
}

/**
 * Whether this is the team for leads that were returned too often, and not the one that has just failed to accept it.
 */
function isFallbackTeam(team: string, { handoff, stage }: UnacceptedHandoff): boolean {
  return team === handoff.fallbackTeam && team !== stage.team;
}
