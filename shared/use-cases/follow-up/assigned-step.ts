import { buildReleasedStage, buildReviewQueueStage } from '../../domain/follow-up/queue-stages.ts';
import { nextDeadlineOf } from '../../domain/follow-up/sla.ts';
import { returnHandoff } from '../../domain/handoff/return-handoff.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Deadline, TransitionDeadline } from '../../domain/lead/deadline.ts';
import { addPreviousHolder, type Lead } from '../../domain/lead/lead.ts';
import type { Assigned } from '../../domain/lead/stage.ts';
import { type Transition, transition } from '../../domain/lead/transition.ts';
import { moveToNurture } from '../../domain/nurture/move-to-nurture.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import { type HandoffContext, handoffContextOf } from '../answers/handoff-context.ts';
import { managerOf, planOf } from '../assignment/assignment-terms.ts';
import type { Deps } from '../deps.ts';
import type { Decision } from '../save-transition.ts';

interface DueLadderStep {
  readonly lead: Lead;
  readonly stage: Assigned;
  readonly plan: Plan;
  readonly manager: string;
  readonly handoffContext?: HandoffContext;
  readonly now: Instant;
  readonly eventId: string;
}

/**
 * Takes the next due ladder step of a lead without a first response: warn, record the breach, notify, seek another
 * owner, or release the lead when a leave begins.
 */
export async function decideAssignedStep(
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
  const handoffContext = await handoffContextOf(lead, plan, now, deps);
  const due = { lead, stage, plan, manager, handoffContext, now, eventId: deps.newId() };
  const deadline = nextDeadlineOf(stage.deadlines, stage.nextDeadline);
  // The ladder waits for a missing notification, which is sent elsewhere.
  if (deadline?.kind === 'notify') return { refused: 'not_due' };
  return { change: deadline ? transitionFor(deadline, due) : remindManager(due) };
}

function transitionFor(deadline: TransitionDeadline, due: DueLadderStep): Transition {
  const { lead, stage, now, eventId, plan, manager } = due;
  const data = { rep: stage.owner, epoch: lead.epoch };
  const stageAfterStep: Assigned = { ...stage, nextDeadline: stage.nextDeadline + 1 };
  const common = { at: now, eventId };
  switch (deadline.kind) {
    case 'warn':
      return transition(lead, { ...common, type: 'SlaWarned', data, stage: { ...stageAfterStep, warnedAt: now } });
    case 'breach':
      return transition(lead, { ...common, type: 'SlaBreached', data, stage: { ...stageAfterStep, breachedAt: now } });
    case 'escalate': {
      const to = { rep: stage.owner, manager, plan_owner: plan.owner }[deadline.whom];
      return transition(lead, {
        ...common,
        type: 'LeadEscalated',
        data: { ...data, to, because: deadline.because ?? `notify_${deadline.whom}` },
        stage: stageAfterStep,
      });
    }
    case 'leave': {
      const released = buildReleasedStage(lead, plan, {
        team: stage.team,
        now,
        because: 'leave',
        accountable: manager,
        ...(plan.away.then === 'backup' && { backupFor: stage.owner }),
      });
      return releaseLead(due, {
        type: 'LeadReleased',
        data: { ...data, team: stage.team, because: 'leave' },
        stage: released,
      });
    }
    case 'accept': {
      const { handoffContext } = due;
      if (!handoffContext) throw new Error('a lead waits to be accepted but was not handed off');
      return returnHandoff({ ...handoffContext, lead, stage, plan, because: 'not_accepted', now, eventId });
    }
    case 'reassign':
      return lead.reassignments >= plan.limits.reassign ? endReassignments(due) : seekOwner(due, stageAfterStep);
  }
}

/**
 * Starts seeking another owner. Until one has the lead, the old owner keeps it, and a late first response still counts.
 */
function seekOwner({ lead, stage, plan, now, eventId, manager }: DueLadderStep, done: Assigned): Transition {
  const { workItem, lookAgainAt, fallBackAt } = buildReleasedStage(lead, plan, {
    team: stage.team,
    now,
    because: 'breach',
    accountable: manager,
  });
  return transition(lead, {
    type: 'ReassignmentSought',
    data: { rep: stage.owner, epoch: lead.epoch, team: workItem.team },
    at: now,
    eventId,
    stage: { ...done, seeking: { workItem, lookAgainAt, fallBackAt } },
  });
}

/**
 * Handles a lead that has reached the plan's reassignment limit: it moves to nurture, or to the catch-all queue of the
 * plan's owner.
 */
function endReassignments(due: DueLadderStep): Transition {
  const { then, reason } = due.plan.limits;
  if (then === 'recycle') {
    const { lead, plan, manager: accountable, now, eventId } = due;
    return moveToNurture(lead, plan, { reason, accountable, now }, { eventId });
  }
  const because = 'reassign_limit';
  const stage = buildReviewQueueStage(due.plan, { now: due.now, because });
  return releaseLead(due, {
    type: 'LeadSentToQueue',
    data: { queue: stage.queue, because, rep: due.stage.owner },
    stage,
  });
}

function releaseLead<Type extends 'LeadReleased' | 'LeadSentToQueue'>(
  { lead, stage, now, eventId }: DueLadderStep,
  options: Pick<Parameters<typeof transition<Type>>[1], 'type' | 'data' | 'stage'>,
): Transition {
  return transition<Type>(lead, {
    ...options,
    at: now,
    eventId,
    patch: { previousHolders: addPreviousHolder(lead, stage.owner) },
  });
}

/** Reminds the manager once a day after the whole ladder has passed without a first response. */
function remindManager({ lead, stage, manager, now, eventId }: DueLadderStep): Transition {
  // Added as a step already taken, so that the next reminder counts from it.
  const deadlines: readonly Deadline[] = [...stage.deadlines, { kind: 'escalate', whom: 'manager', at: now }];
  return transition(lead, {
    type: 'LeadEscalated',
    data: { rep: stage.owner, epoch: lead.epoch, to: manager, because: 'still_no_response' },
    at: now,
    eventId,
    stage: { ...stage, deadlines, nextDeadline: deadlines.length },
  });
}
