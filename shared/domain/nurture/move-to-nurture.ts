import { stageInQueue } from '../follow-up/queue-stages.ts';
import { endedHandoff } from '../handoff/handoff.ts';
import type { Instant } from '../instant.ts';
import type { Actor } from '../lead/events.ts';
import { holdersAfter, holdOf, type Lead, restsAfter } from '../lead/lead.ts';
import type { Nurturing } from '../lead/stage.ts';
import { type LeadPatch, step, type Transition } from '../lead/transition.ts';
import type { Plan } from '../plan/plan.ts';
import { type EndReason, type Rest, restFor } from './nurture-decision.ts';

/** The actor, the event id, and what else changes in the same transition. */
interface Doing {
  readonly eventId: string;
  readonly actor?: Actor;
  readonly patch?: LeadPatch;
}

/** Moves a lead to nurture, or ends its recycling if it has been there often enough. */
export function putToRest(lead: Lead, plan: Plan, rest: Rest, doing: Doing): Transition {
  const decided = restFor(lead, plan, rest);
  return decided.kind === 'end'
    ? endOfRests(lead, plan, { because: decided.because, now: rest.now }, doing)
    : resting(lead, { stage: decided.stage, because: rest.reason, now: rest.now }, doing);
}

/**
 * Puts a lead into the nurture stage, for the first time or again. The owner, if any, loses it, and any handoff ends.
 */
export function resting(
  lead: Lead,
  rest: { readonly stage: Nurturing; readonly because: string; readonly now: Instant },
  { patch, ...doing }: Doing,
): Transition {
  const { stage, because, now } = rest;
  const rep = holdOf(lead)?.rep;
  return step(lead, {
    ...doing,
    type: 'LeadNurtured',
    data: { track: stage.track, because, ...(rep !== undefined && { rep, epoch: lead.epoch }) },
    at: now,
    stage,
    patch: {
      ...patch,
      holders: holdersAfter(lead, rep),
      rests: restsAfter(lead, because),
      handoff: endedHandoff(lead),
    },
  });
}

/**
 * Ends the recycling of a lead that may not be nurtured again: closes it as exhausted, or sends it to the catch-all
 * queue, as the plan says.
 */
export function endOfRests(
  lead: Lead,
  plan: Plan,
  { because, now }: { readonly because: EndReason; readonly now: Instant },
  { patch, ...doing }: Doing,
): Transition {
  const rep = holdOf(lead)?.rep;
  if (plan.recycling.stop.then === 'catch_all') {
    const stage = stageInQueue(plan, { now, because });
    return step(lead, {
      ...doing,
      type: 'LeadSentToQueue',
      data: { queue: stage.queue, because, rep },
      at: now,
      stage,
      patch: { ...patch, holders: holdersAfter(lead, rep), handoff: endedHandoff(lead) },
    });
  }
  return step(lead, {
    ...doing,
    type: 'LeadClosed',
    data: { outcome: 'exhausted', reason: because, ...(rep !== undefined && { rep, epoch: lead.epoch }) },
    at: now,
    stage: { state: 'closed', outcome: 'exhausted', reason: because, closedAt: now, owner: rep },
    patch,
  });
}
