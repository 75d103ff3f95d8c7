import { placesLeft, targetOf } from '../domain/assignable.ts';
import type { UnplacedReason } from '../domain/assigning/decision.ts';
import { GRACE } from '../domain/grace.ts';
import type { LeadId, TeamId } from '../domain/ids.ts';
import { addSeconds, earliest, type Instant, secondsBetween } from '../domain/instant.ts';
import { holdersAfter, holdOf, type Lead, type Stage, type WaitingForTeam, workItemOf } from '../domain/lead.ts';
import type { Plan } from '../domain/plan/plan.ts';
import type { Target } from '../domain/routing/target.ts';
import { step, type Transition } from '../domain/step.ts';
import { fallBackAfter, stageAt, stageInQueue } from '../domain/waiting.ts';
import { planOf } from './assignment-terms.ts';
import type { Deps } from './deps.ts';
import { saveStep } from './save-step.ts';

/** A lead nobody in the team could be given, and why. */
export interface Unplaced {
  readonly lead: LeadId;
  readonly team: TeamId;
  readonly because: UnplacedReason;
  /** Somebody is at work but full. */
  readonly fullAtWork?: true;
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

function decide(lead: Lead, unplaced: Unplaced): Next {
  const { because, opensAt, now } = unplaced;
  const index = lead.routing?.target ?? 0;
  const onward: Next = { kind: 'move', target: placesLeft(lead)[0], index: index + 1 };
  if (because === 'nobody_ever') return onward;
  const woken = because === 'all_closed' ? teamToWake(lead, unplaced) : undefined;
  if (woken) return { kind: 'move', target: woken, index };
  const waitsForSlot = because === 'all_full' || unplaced.fullAtWork === true;
  const until = waitsForSlot ? lookAgainAtFull(lead, unplaced) : opensAt;
  if (!until) return onward;
  const date = lead.dueAt ?? now;
  const known = knownToWait(lead.stage, because) && date > now && until >= date;
  return known ? { kind: 'leave_alone' } : { kind: 'hold', until };
}

/** The team that steps in while this one is closed, if its rule names one and the wait would be longer than it lets leads wait. */
function teamToWake(lead: Lead, { team, opensAt, now }: Unplaced): Target | undefined {
  const target = targetOf(lead);
  if (target?.closed.kind !== 'wake' || target.closed.team === team) return undefined;
  const { team: woken, withinSeconds } = target.closed;
  if (opensAt && secondsBetween(now, opensAt) <= withinSeconds) return undefined;
  return { ...target, team: woken, need: [], relax: [], closed: { kind: 'hold' } };
}

/** What is known of a lead's stay in a team's queue, whether somebody has it meanwhile or nobody. */
function placeInTeam(stage: Stage): Pick<WaitingForTeam, 'work' | 'lookAgainAt' | 'fallBackAt'> | undefined {
  if (stage.state === 'assigned') return stage.seeking;
  return stage.state === 'waiting' && stage.place === 'team' ? stage : undefined;
}

/**
 * When a full team is asked again about a lead, should the ring for a freed slot be lost: after as long as it has waited already,
 * within bounds, so that a long queue of old leads is not written anew every quarter of an hour. Undefined when the team has
 * had it long enough.
 */
function lookAgainAtFull(lead: Lead, { opensAt, now }: Unplaced): Instant | undefined {
  const fallBackAt = placeInTeam(lead.stage)?.fallBackAt;
  if (fallBackAt !== undefined && fallBackAt <= now) return undefined;
  const waited = secondsBetween(workItemOf(lead)?.since ?? now, now);
  const soon = addSeconds(now, Math.min(Math.max(waited, GRACE.fullTeam), GRACE.fullTeamAtMost));
  return earliest(soon, opensAt, fallBackAt);
}

function knownToWait(stage: Stage, because: string): boolean {
  if (stage.state === 'waiting') return stage.because === because;
  return stage.state === 'assigned' && stage.seeking !== undefined;
}

interface Making {
  readonly lead: Lead;
  readonly plan: Plan;
  readonly unplaced: Unplaced;
  readonly eventId: string;
}

function held({ lead, plan, unplaced, eventId, until }: Making & { readonly until: Instant }): Transition {
  const { team, because, now } = unplaced;
  const { stage } = lead;
  // A team that is closed has had the lead for no time yet when it opens.
  const fresh = because === 'all_closed' && !unplaced.fullAtWork ? fallBackAfter(lead, plan, until) : '';
  const dates = (fallBackAt: Instant) => ({ lookAgainAt: until, fallBackAt: fresh > fallBackAt ? fresh : fallBackAt });
  const later: Stage =
    stage.state === 'assigned' && stage.seeking
      ? { ...stage, seeking: { ...stage.seeking, ...dates(stage.seeking.fallBackAt) } }
      : stage.state === 'waiting' && stage.place === 'team'
        ? { ...stage, because, ...dates(stage.fallBackAt) }
        : stage;
  return step(lead, { type: 'LeadHeld', data: { team, because }, at: now, eventId, stage: later });
}

function movedOn(options: Making & { readonly target: Target | undefined; readonly index: number }): Transition {
  const { lead, plan, unplaced, eventId, target, index } = options;
  const { team: from, because, now } = unplaced;
  const stage = target ? stageAt(lead, plan, { target, now, because }) : stageInQueue(plan, { now, because });
  const routing = lead.routing && { ...lead.routing, target: index };
  if (stage.place === 'queue') return intoQueue(lead, stage, { now, eventId });
  const { work, lookAgainAt, fallBackAt } = stage;
  const kept: Stage =
    lead.stage.state === 'assigned' ? { ...lead.stage, seeking: { work, lookAgainAt, fallBackAt } } : stage;
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
    patch: { holders: holdersAfter(lead, rep) },
  });
}
