import { releasedStage, stageInQueue } from '../follow-up/queue-stages.ts';
import type { RepId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Actor } from '../lead/events.ts';
import { type Handoff, holdersAfter, type Lead } from '../lead/lead.ts';
import type { Assigned } from '../lead/stage.ts';
import { type LeadPatch, step, type Transition } from '../lead/transition.ts';
import type { Plan } from '../plan/plan.ts';
import { targetsOf } from '../routing/target-chain.ts';
import { endedHandoff, RETURNED, reroutedTo, stopAt } from './handoff.ts';

/** A lead that whoever was given it did not take, and what the way back depends on. */
export interface NotTaken {
  readonly lead: Lead;
  readonly stage: Assigned;
  readonly handoff: Handoff;
  readonly plan: Plan;
  /** `not_accepted` in time, or the reason that was given. */
  readonly because: string;
  /** Who handed it on can be given it again: not left, not away. */
  readonly giverIsThere: boolean;
  /** The managers of the team that it comes from and of the one it may go to. */
  readonly managerOf: (team: string) => RepId;
  readonly now: Instant;
  readonly eventId: string;
  readonly actor?: Actor;
  /** What else moves with it. */
  readonly patch?: LeadPatch;
}

/**
 * Gives the lead back to who handed it on, and to their team when they are not there; when it has come back as often as the plan
 * lets it, it goes where the hand-off says. It takes no turn of who gets it back.
 */
export function handBack(notTaken: NotTaken): Transition {
  const { lead, handoff } = notTaken;
  const ended = endedHandoff(lead) ?? handoff;
  return ended.returns >= handoff.times ? sentOn(notTaken, ended) : returned(notTaken, ended);
}

function returned(notTaken: NotTaken, handoff: Handoff): Transition {
  const { lead, stage, plan, because, giverIsThere, managerOf, now, eventId, actor } = notTaken;
  const { by: to, from: team } = handoff;
  const stop = stopAt(lead, team);
  const anybody = targetsOf(
    { stops: [stop], queue: plan.otherwise, rule: stop.rule },
    { features: lead.features, plan },
  );
  const [first] = anybody;
  const giver = giverIsThere && first.kind === 'team' ? ({ ...first, only: to, charged: false } as const) : undefined;
  const targets = giver ? ([giver, ...anybody] as const) : anybody;
  const routing = lead.routing && reroutedTo(lead.routing, targets, now);
  return step(lead, {
    type: 'HandoffReturned',
    data: { rep: stage.owner, epoch: lead.epoch, team, to, because },
    ...{ at: now, eventId, actor },
    stage: releasedStage({ ...lead, routing, handoff }, plan, {
      ...{ team, now, because: RETURNED, accountable: managerOf(team) },
    }),
    patch: { ...notTaken.patch, holders: holdersAfter(lead, stage.owner), routing, handoff },
  });
}

/** It has come back too often: to the team or the queue that the hand-off names for that. */
function sentOn(notTaken: NotTaken, handoff: Handoff): Transition {
  const { lead, stage, plan, managerOf, now, eventId, actor } = notTaken;
  const because = 'handoff_limit';
  const route = lead.routing?.route;
  const targets = route?.outcome === 'assign' ? route.targets : [];
  const index = targets.findIndex((target) => target.kind === 'queue' || isOtherwise(target.team, notTaken));
  const target = targets[index];
  const routing = lead.routing && { ...lead.routing, target: Math.max(index, 0) };
  const patch = { ...notTaken.patch, holders: holdersAfter(lead, stage.owner), routing, handoff };
  const common = { at: now, eventId, actor, patch };
  if (target?.kind === 'team') {
    const { team } = target;
    return step(lead, {
      ...common,
      type: 'LeadReleased',
      data: { rep: stage.owner, epoch: lead.epoch, team, because },
      stage: releasedStage({ ...lead, routing, handoff }, plan, { team, now, because, accountable: managerOf(team) }),
    });
  }
  const queued = stageInQueue(plan, { queue: target?.queue, now, because });
  const data = { queue: queued.queue, because, rep: stage.owner };
  return step(lead, { ...common, type: 'LeadSentToQueue', data, stage: queued });
}

/** Whether it is the team for what comes back too often, and not the one that did not take it just now. */
function isOtherwise(team: string, { handoff, stage }: NotTaken): boolean {
  return team === handoff.otherwise && team !== stage.team;
}
