import { buildReviewQueueStage } from '../follow-up/queue-stages.ts';
import { endHandoff } from '../handoff/handoff.ts';
import type { Instant } from '../instant.ts';
import type { Actor } from '../lead/events.ts';
import { addPreviousHolder, holdOf, incrementNurtureCount, type Lead } from '../lead/lead.ts';
import type { Nurturing } from '../lead/stage.ts';
import { type LeadPatch, type Transition, transition } from '../lead/transition.ts';
import type { Plan } from '../plan/plan.ts';
import { decideNurture, type NurtureEndReason, type NurtureRequest } from './nurture-decision.ts';

/** The actor, the event id, and what else changes in the same transition. */
interface TransitionContext {
  readonly eventId: string;
  readonly actor?: Actor;
  readonly patch?: LeadPatch;
}

/** Moves a lead to nurture, or ends its recycling if it has been there often enough. */
export function moveToNurture(lead: Lead, plan: Plan, request: NurtureRequest, context: TransitionContext): Transition {
  const decision = decideNurture(lead, plan, request);
  return decision.kind === 'end'
    ? endRecycling(lead, plan, { because: decision.because, now: request.now }, context)
    : enterNurture(lead, { stage: decision.stage, because: request.reason, now: request.now }, context);
}

/**
 * Puts a lead into the nurture stage, for the first time or again. The owner, if any, loses it, and any handoff ends.
 */
export function enterNurture(
  lead: Lead,
  rest: { readonly stage: Nurturing; readonly because: string; readonly now: Instant },
  { patch, ...doing }: TransitionContext,
): Transition {
  const { stage, because, now } = rest;
  const rep = holdOf(lead)?.rep;
  return transition(lead, {
    ...doing,
    type: 'LeadNurtured',
    data: { track: stage.track, because, ...(rep !== undefined && { rep, epoch: lead.epoch }) },
    at: now,
    stage,
    patch: {
      ...patch,
      previousHolders: addPreviousHolder(lead, rep),
      nurtureCounts: incrementNurtureCount(lead, because),
      handoff: endHandoff(lead),
    },
  });
}

/**
 * Ends the recycling of a lead that may not be nurtured again: closes it as exhausted, or sends it to the catch-all
 * queue, as the plan says.
 */
export function endRecycling(
  lead: Lead,
  plan: Plan,
  { because, now }: { readonly because: NurtureEndReason; readonly now: Instant },
  { patch, ...doing }: TransitionContext,
): Transition {
  const rep = holdOf(lead)?.rep;
  if (plan.recycling.stop.then === 'catch_all') {
    const stage = buildReviewQueueStage(plan, { now, because });
    return transition(lead, {
      ...doing,
      type: 'LeadSentToQueue',
      data: { queue: stage.queue, because, rep },
      at: now,
      stage,
      patch: { ...patch, previousHolders: addPreviousHolder(lead, rep), handoff: endHandoff(lead) },
    });
  }
  return transition(lead, {
    ...doing,
    type: 'LeadClosed',
    data: { outcome: 'exhausted', reason: because, ...(rep !== undefined && { rep, epoch: lead.epoch }) },
    at: now,
    stage: { state: 'closed', outcome: 'exhausted', reason: because, closedAt: now, owner: rep },
    patch,
  });
}
