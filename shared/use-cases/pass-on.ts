import { targetOf } from '../domain/assignable.ts';
import { GRACE } from '../domain/grace.ts';
import type { LeadId, TeamId } from '../domain/ids.ts';
import { addSeconds, earliest, type Instant, secondsBetween } from '../domain/instant.ts';
import { holdOf, type Lead, type Stage, workItemOf } from '../domain/lead.ts';
import type { Plan } from '../domain/plan/plan.ts';
import type { Target } from '../domain/routing/target.ts';
import { step, type Transition } from '../domain/step.ts';
import { stageAt, stageInQueue } from '../domain/waiting.ts';
import { planOf } from './assignment-terms.ts';
import type { Deps } from './deps.ts';
import { saveStep } from './save-step.ts';

/** A lead nobody in the team could be given, and why. */
export interface Unplaced {
  readonly lead: LeadId;
  readonly team: TeamId;
  readonly because: 'nobody_ever' | 'all_closed' | 'all_full';
  /** When somebody who could take it comes on shift. */
  readonly opensAt?: Instant;
  readonly now: Instant;
}

type PassOnDeps = Pick<Deps, 'leads' | 'plans' | 'newId'>;

/**
 * What happens to a lead that nobody here can take now: it stays with a date, or tries the next place of its route.
 * @returns whether anything was written down; a lead that is known to wait and whose date has not come is left alone.
 */
export async function passOn(unplaced: Unplaced, deps: PassOnDeps): Promise<boolean> {
  const result = await saveStep<'unchanged'>(
    unplaced.lead,
    async (lead) => {
      const plan = await planOf(lead, deps);
      if (!plan || workItemOf(lead)?.team !== unplaced.team) return { refused: 'unchanged' };
      const next = decide(lead, unplaced);
      if (next.kind === 'leave_alone') return { refused: 'unchanged' };
      const make = { lead, plan, unplaced, eventId: deps.newId() };
      return {
        change:
          next.kind === 'hold'
            ? held({ ...make, until: next.until })
            : movedOn({ ...make, target: next.target, index: next.index }),
      };
    },
    deps,
  );
  return result.outcome === 'done';
}

/** A lead whose assignment the store refuses for its content goes to the catch-all queue, where a person looks at it. */
export async function setAside({ lead: id, team, now }: Omit<Unplaced, 'because'>, deps: PassOnDeps): Promise<void> {
  await saveStep<'unchanged'>(
    id,
    async (lead) => {
      const plan = await planOf(lead, deps);
      if (!plan || workItemOf(lead)?.team !== team) return { refused: 'unchanged' };
      const because = 'refused_by_store';
      return { change: intoQueue(lead, stageInQueue(plan, { now, because }), { now, eventId: deps.newId() }) };
    },
    deps,
  );
}

type Next =
  | { readonly kind: 'leave_alone' }
  | { readonly kind: 'hold'; readonly until: Instant }
  | { readonly kind: 'move'; readonly target: Target | undefined; readonly index: number };

function decide(lead: Lead, { because, opensAt, now }: Unplaced): Next {
  const target = targetOf(lead);
  const onward: Next = nextTarget(lead);
  if (because === 'nobody_ever') return onward;
  if (because === 'all_closed') {
    const closed = target?.closed;
    const tooLong = closed?.kind === 'wake' && (!opensAt || secondsBetween(now, opensAt) > closed.withinSeconds);
    if (closed?.kind === 'wake' && tooLong && target) {
      const { team } = closed;
      return {
        kind: 'move',
        target: { ...target, team, need: [], relax: [], closed: { kind: 'hold' } },
        index: lead.routing?.target ?? 0,
      };
    }
    if (!opensAt) return onward;
  }
  const { stage } = lead;
  const fallBackAt = stage.state === 'waiting' && stage.place === 'team' ? stage.fallBackAt : undefined;
  if (because === 'all_full' && fallBackAt !== undefined && fallBackAt <= now) return onward;
  const until = because === 'all_closed' ? opensAt : earliest(lookAgainAtFull(lead, now), fallBackAt);
  if (!until || (knownToWait(stage, because) && (lead.dueAt ?? now) > now && until >= (lead.dueAt ?? now)))
    return { kind: 'leave_alone' };
  return { kind: 'hold', until };
}

/**
 * When a full team is asked again about a lead, should the ring for a freed slot be lost: after as long as it has waited already,
 * within bounds, so that a long queue of old leads is not written anew every quarter of an hour.
 */
function lookAgainAtFull(lead: Lead, now: Instant): Instant {
  const waited = secondsBetween(workItemOf(lead)?.since ?? now, now);
  return addSeconds(now, Math.min(Math.max(waited, GRACE.fullTeam), GRACE.fullTeamAtMost));
}

function knownToWait(stage: Stage, because: string): boolean {
  if (stage.state === 'waiting') return stage.because === because;
  return stage.state === 'assigned' && stage.seeking !== undefined;
}

function nextTarget(lead: Lead): Extract<Next, { kind: 'move' }> {
  const index = (lead.routing?.target ?? 0) + 1;
  const route = lead.routing?.route;
  return { kind: 'move', target: route?.outcome === 'assign' ? route.targets[index] : undefined, index };
}

interface Making {
  readonly lead: Lead;
  readonly plan: Plan;
  readonly unplaced: Unplaced;
  readonly eventId: string;
}

function held({ lead, unplaced, eventId, until }: Making & { readonly until: Instant }): Transition {
  const { team, because, now } = unplaced;
  const { stage } = lead;
  const later: Stage =
    stage.state === 'assigned' && stage.seeking
      ? { ...stage, seeking: { ...stage.seeking, lookAgainAt: until } }
      : stage.state === 'waiting' && stage.place === 'team'
        ? { ...stage, because, lookAgainAt: until }
        : stage;
  return step(lead, { type: 'LeadHeld', data: { team, because }, at: now, eventId, stage: later });
}

function movedOn(options: Making & { readonly target: Target | undefined; readonly index: number }): Transition {
  const { lead, plan, unplaced, eventId, target, index } = options;
  const { team: from, because, now } = unplaced;
  const stage = target ? stageAt(lead, plan, { target, now, because }) : stageInQueue(plan, { now, because });
  const routing = lead.routing && { ...lead.routing, target: index };
  if (stage.place === 'queue') return intoQueue(lead, stage, { now, eventId });
  const kept: Stage =
    lead.stage.state === 'assigned'
      ? { ...lead.stage, seeking: { work: stage.work, lookAgainAt: stage.lookAgainAt } }
      : stage;
  return step(lead, {
    type: 'LeadFellBack',
    data: { from, team: stage.work.team, because },
    at: now,
    eventId,
    stage: kept,
    patch: { routing },
  });
}

function intoQueue(
  lead: Lead,
  stage: ReturnType<typeof stageInQueue>,
  at: { readonly now: Instant; readonly eventId: string },
): Transition {
  const rep = holdOf(lead)?.rep;
  return step(lead, {
    type: 'LeadSentToQueue',
    data: { queue: stage.queue, because: stage.because, rep },
    at: at.now,
    eventId: at.eventId,
    stage,
    patch: { holders: rep && !lead.holders.includes(rep) ? [...lead.holders, rep] : lead.holders },
  });
}
