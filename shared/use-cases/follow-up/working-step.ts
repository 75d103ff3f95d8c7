import { quietAtOf } from '../../domain/assignment/working-stage.ts';
import { buildReleasedStage, buildReviewQueueStage } from '../../domain/follow-up/queue-stages.ts';
import type { Instant } from '../../domain/instant.ts';
import { addPreviousHolder, type Lead } from '../../domain/lead/lead.ts';
import { transition } from '../../domain/lead/transition.ts';
import { dueCadenceStep } from '../../domain/nurture/cadence.ts';
import { moveToNurture } from '../../domain/nurture/move-to-nurture.ts';
import { managerOf, planOf, termsFor } from '../assignment/assignment-terms.ts';
import type { Deps } from '../deps.ts';
import type { Decision } from '../save-transition.ts';

/**
 * Takes the due step of a lead being worked: evidence of the first response is missing, another attempt to reach the person is due or was the last one, it has gone
 * quiet, its owner's leave begins, or its owner is unknown. For a quiet lead the plan's steps are taken in order, the last one repeatedly. A lead assigned by a person is never
 * moved; its owner is reminded instead.
 */
export async function decideWorkingStep(
  lead: Lead,
  now: Instant,
  deps: Pick<Deps, 'plans' | 'reps' | 'newId'>,
): Promise<Decision<'not_due'>> {
  const { stage } = lead;
  if (stage.state !== 'working' || lead.dueAt === undefined || lead.dueAt > now) return { refused: 'not_due' };
  const plan = await planOf(lead, deps);
  if (!plan) return { refused: 'not_due' };
  const terms = await termsFor(lead, { rep: stage.owner, team: stage.team, placedBy: stage.placedBy }, deps);
  const common = { at: now, eventId: deps.newId() };
  const data = { rep: stage.owner, epoch: lead.epoch };
  const holders = addPreviousHolder(lead, stage.owner);
  if (!terms || (stage.leaveAt !== undefined && stage.leaveAt <= now)) {
    const because = terms ? 'leave' : 'unknown_rep';
    const accountable = await managerOf(stage.team, plan, deps);
    const backupFor = because === 'leave' && plan.away.then === 'backup' ? stage.owner : undefined;
    const released = buildReleasedStage(lead, plan, { team: stage.team, now, because, accountable, backupFor });
    const release = { ...data, team: stage.team, because };
    return {
      change: transition(lead, {
        ...common,
        type: 'LeadReleased',
        data: release,
        stage: released,
        patch: { previousHolders: holders },
      }),
    };
  }
  if (stage.evidenceDueAt !== undefined && stage.evidenceDueAt <= now) {
    const { evidenceDueAt: _, ...rest } = stage;
    const unproven = { ...rest, isHasty: true as const };
    const missing = { ...data, step: 'evidence' };
    return { change: transition(lead, { ...common, type: 'LeadWentQuiet', data: missing, stage: unproven }) };
  }
  const cadence = dueCadenceStep(plan, stage);
  if (cadence?.step === 'attempt') {
    const quietAt = quietAtOf(plan, terms.schedule, now);
    const reminded = { ...stage, cadence: stage.cadence && { ...stage.cadence, state: 'reminded' as const }, quietAt };
    const due = { ...data, attempt: cadence.attempt };
    return { change: transition(lead, { ...common, type: 'AttemptDue', data: due, stage: reminded }) };
  }
  const quietStep = plan.working.then[Math.min(stage.quietStep, plan.working.then.length - 1)] ?? 'nudge';
  const end = cadence
    ? { then: cadence.cadence.then, reason: cadence.cadence.reason, because: 'no_answer' }
    : { then: quietStep, reason: plan.working.reason, because: 'quiet' };
  if (end.then === 'recycle' && stage.placedBy === 'system') {
    const accountable = await managerOf(stage.team, plan, deps);
    return { change: moveToNurture(lead, plan, { reason: end.reason, accountable, now }, { eventId: common.eventId }) };
  }
  if (end.then === 'catch_all' && stage.placedBy === 'system') {
    const queued = buildReviewQueueStage(plan, { now, because: end.because });
    const sent = { queue: queued.queue, because: end.because, rep: stage.owner };
    return {
      change: transition(lead, {
        ...common,
        type: 'LeadSentToQueue',
        data: sent,
        stage: queued,
        patch: { previousHolders: holders },
      }),
    };
  }
  return {
    change: transition(lead, {
      ...common,
      type: 'LeadWentQuiet',
      data: { ...data, step: quietStep === 'nudge' ? quietStep : 'manager' },
      stage: { ...stage, quietStep: stage.quietStep + 1, quietAt: quietAtOf(plan, terms.schedule, now) },
    }),
  };
}
