import { nextPlace, type Unplaced, waitsOnOthersTime } from '../../domain/assignment/next-target.ts';
import { fallBackAfter, stageAt, stageInQueue } from '../../domain/follow-up/queue-stages.ts';
import type { Instant } from '../../domain/instant.ts';
import { holdersAfter, holdOf, type Lead, workItemOf } from '../../domain/lead/lead.ts';
import type { Target } from '../../domain/lead/routing-decision.ts';
import type { Stage } from '../../domain/lead/stage.ts';
import { step, type Transition } from '../../domain/lead/transition.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import type { Deps } from '../deps.ts';
import { saveStep } from '../save-transition.ts';
import { planOf } from './assignment-terms.ts';

type PassOnDeps = Pick<Deps, 'leads' | 'plans' | 'newId'>;

/**
 * Moves on a lead that nobody in its team can take now: it stays with a new date, or tries the next target of its
 * route.
 * @returns whether anything was saved; a lead known to wait for a date still to come is left alone.
 */
export async function passOn(unplaced: Unplaced, deps: PassOnDeps): Promise<boolean> {
  const result = await saveStep<'unchanged'>(
    unplaced.lead,
    async (lead) => {
      const plan = await planOf(lead, deps);
      if (!plan || workItemOf(lead)?.team !== unplaced.team) return { refused: 'unchanged' };
      const next = nextPlace(lead, unplaced);
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

/**
 * Moves a lead that the system may not assign to the catch-all queue for a person to look at: the store rejects its
 * content, or the contact cap of its person is reached.
 */
export async function setAside(
  {
    lead: id,
    team,
    now,
    because,
  }: Pick<Unplaced, 'lead' | 'team' | 'now'> & { readonly because: 'refused_by_store' | 'contacts' },
  deps: PassOnDeps,
): Promise<void> {
  await saveStep<'unchanged'>(
    id,
    async (lead) => {
      const plan = await planOf(lead, deps);
      if (!plan || workItemOf(lead)?.team !== team) return { refused: 'unchanged' };
      return { change: intoQueue(lead, stageInQueue(plan, { now, because }), { now, eventId: deps.newId() }) };
    },
    deps,
  );
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
  // While the team is closed, its time with the lead has not started; it starts when the team opens.
  const fresh = waitsOnOthersTime(unplaced) ? '' : fallBackAfter(lead, plan, until);
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
