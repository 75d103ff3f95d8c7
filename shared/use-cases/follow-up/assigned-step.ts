import { releasedStage, stageInQueue } from '../../domain/follow-up/queue-stages.ts';
import { type Deadline, nextDeadline, type StepDeadline } from '../../domain/follow-up/sla.ts';
import { handBack } from '../../domain/handoff/return-handoff.ts';
import type { Instant } from '../../domain/instant.ts';
import { holdersAfter, type Lead } from '../../domain/lead/lead.ts';
import type { Assigned } from '../../domain/lead/stage.ts';
import { step, type Transition } from '../../domain/lead/transition.ts';
import { putToRest } from '../../domain/nurture/move-to-nurture.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import { type WayBack, wayBackOf } from '../answers/handoff-context.ts';
import { managerOf, planOf } from '../assignment/assignment-terms.ts';
import type { Deps } from '../deps.ts';
import type { Decision } from '../save-transition.ts';

interface Due {
  readonly lead: Lead;
  readonly stage: Assigned;
  readonly plan: Plan;
  readonly manager: string;
  readonly wayBack?: WayBack;
  readonly now: Instant;
  readonly eventId: string;
}

/**
 * Takes the next due ladder step of a lead without a first response: warn, record the breach, notify, seek another
 * owner, or release the lead when a leave begins.
 */
export async function assignedStep(
  lead: Lead,
  now: Instant,
  deps: Pick<Deps, 'plans' | 'reps' | 'newId'>,
): Promise<Decision<'not_due'>> {
  const { stage } = lead;
  if (stage.state !== 'assigned' || stage.seeking || lead.dueAt === undefined || lead.dueAt > now)
    return { refused: 'not_due' };
  const plan = await planOf(lead, deps);
  if (!plan) return { refused: 'not_due' };
  const manager = await managerOf(stage.team, plan, deps);
  const wayBack = await wayBackOf(lead, plan, now, deps);
  const due = { lead, stage, plan, manager, wayBack, now, eventId: deps.newId() };
  const deadline = nextDeadline(stage.deadlines, stage.next);
  // The ladder waits for a missing notification, which is sent elsewhere.
  if (deadline?.kind === 'notify') return { refused: 'not_due' };
  return { change: deadline ? stepFor(deadline, due) : reminded(due) };
}

function stepFor(deadline: StepDeadline, due: Due): Transition {
  const { lead, stage, now, eventId, plan, manager } = due;
  const data = { rep: stage.owner, epoch: lead.epoch };
  const done: Assigned = { ...stage, next: stage.next + 1 };
  const common = { at: now, eventId };
  switch (deadline.kind) {
    case 'warn':
      return step(lead, { ...common, type: 'SlaWarned', data, stage: { ...done, warnedAt: now } });
    case 'breach':
      return step(lead, { ...common, type: 'SlaBreached', data, stage: { ...done, breachedAt: now } });
    case 'tell': {
      const to = { rep: stage.owner, manager, plan_owner: plan.owner }[deadline.whom];
      return step(lead, {
        ...common,
        type: 'LeadEscalated',
        data: { ...data, to, because: `tell_${deadline.whom}` },
        stage: done,
      });
    }
    case 'leave': {
      const released = releasedStage(lead, plan, { team: stage.team, now, because: 'leave', accountable: manager });
      return givenUp(due, {
        type: 'LeadReleased',
        data: { ...data, team: stage.team, because: 'leave' },
        stage: released,
      });
    }
    case 'accept': {
      const { wayBack } = due;
      if (!wayBack) throw new Error('a lead waits to be accepted but was not handed off');
      return handBack({ ...wayBack, lead, stage, plan, because: 'not_accepted', now, eventId });
    }
    case 'reassign':
      return lead.reassignments >= plan.limits.reassign ? toItsLimit(due) : sought(due, done);
  }
}

/**
 * Starts seeking another owner. Until one has the lead, the old owner keeps it, and a late first response still counts.
 */
function sought({ lead, stage, plan, now, eventId, manager }: Due, done: Assigned): Transition {
  const { work, lookAgainAt, fallBackAt } = releasedStage(lead, plan, {
    team: stage.team,
    now,
    because: 'breach',
    accountable: manager,
  });
  return step(lead, {
    type: 'ReassignmentSought',
    data: { rep: stage.owner, epoch: lead.epoch, team: work.team },
    at: now,
    eventId,
    stage: { ...done, seeking: { work, lookAgainAt, fallBackAt } },
  });
}

/**
 * Handles a lead that has reached the plan's reassignment limit: it moves to nurture, or to the catch-all queue of the
 * plan's owner.
 */
function toItsLimit(due: Due): Transition {
  const { then, reason } = due.plan.limits;
  if (then === 'recycle') {
    const { lead, plan, manager: accountable, now, eventId } = due;
    return putToRest(lead, plan, { reason, accountable, now }, { eventId });
  }
  const because = 'reassign_limit';
  const stage = stageInQueue(due.plan, { now: due.now, because });
  return givenUp(due, { type: 'LeadSentToQueue', data: { queue: stage.queue, because, rep: due.stage.owner }, stage });
}

function givenUp<Type extends 'LeadReleased' | 'LeadSentToQueue'>(
  { lead, stage, now, eventId }: Due,
  options: Pick<Parameters<typeof step<Type>>[1], 'type' | 'data' | 'stage'>,
): Transition {
  return step<Type>(lead, { ...options, at: now, eventId, patch: { holders: holdersAfter(lead, stage.owner) } });
}

/** Reminds the manager once a day after the whole ladder has passed without a first response. */
function reminded({ lead, stage, manager, now, eventId }: Due): Transition {
  // Added as a step already taken, so that the next reminder counts from it.
  const deadlines: readonly Deadline[] = [...stage.deadlines, { kind: 'tell', whom: 'manager', at: now }];
  return step(lead, {
    type: 'LeadEscalated',
    data: { rep: stage.owner, epoch: lead.epoch, to: manager, because: 'still_untouched' },
    at: now,
    eventId,
    stage: { ...stage, deadlines, next: deadlines.length },
  });
}
