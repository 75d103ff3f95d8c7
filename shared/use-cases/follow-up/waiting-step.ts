import { addSeconds, type Instant } from '../../domain/instant.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import { transition } from '../../domain/lead/transition.ts';
import { decideAfterNurture } from '../../domain/nurture/after-nurture.ts';
import { endRecycling, enterNurture } from '../../domain/nurture/move-to-nurture.ts';
import { returnToRouting } from '../../domain/nurture/return-to-routing.ts';
import { ownValue } from '../../domain/own-value.ts';
import { planOf } from '../assignment/assignment-terms.ts';
import type { Deps } from '../deps.ts';
import type { Decision } from '../save-transition.ts';
import { closeDueShadowLead } from '../shadow/end-shadow-lead.ts';

type WaitingStepDeps = Pick<Deps, 'plans' | 'newId'>;

/** Takes the due review of a lead in a review queue: reminds the queue's owner and sets the next review. */
export async function decideReviewStep(lead: Lead, now: Instant, deps: WaitingStepDeps): Promise<Decision<'not_due'>> {
  const { stage } = lead;
  if (stage.state !== 'waiting' || stage.place !== 'queue' || stage.lookAgainAt > now) return { refused: 'not_due' };
  const plan = await planOf(lead, deps);
  const queue = ownValue(plan?.queues, stage.queue);
  const lookAgainAt = addSeconds(now, queue?.reviewSeconds ?? 24 * 3600);
  return {
    change: transition(lead, {
      type: 'ReviewDue',
      data: { queue: stage.queue },
      at: now,
      eventId: deps.newId(),
      stage: { ...stage, lookAgainAt, accountable: queue?.owner ?? stage.accountable },
    }),
  };
}

/** Takes the due step of a lead in nurture: it returns to routing, stays in nurture for another cycle, or ends. */
export async function decideRecyclingStep(
  lead: Lead,
  now: Instant,
  deps: WaitingStepDeps,
): Promise<Decision<'not_due'>> {
  const { stage } = lead;
  if (stage.state !== 'nurturing' || stage.returnAt > now) return { refused: 'not_due' };
  const closure = closeDueShadowLead(lead, now, deps.newId());
  if (closure) return { change: closure };
  const plan = (await deps.plans.active())?.plan;
  if (!plan) return { refused: 'not_due' };
  const next = decideAfterNurture(lead, stage, plan, now);
  const eventId = deps.newId();
  switch (next.then) {
    case 'return':
      return { change: returnToRouting(lead, stage, { plan, because: next.because, now, eventId }) };
    case 'nurture':
      return { change: enterNurture(lead, { ...next, now }, { eventId }) };
    case 'end':
      return { change: endRecycling(lead, plan, { because: next.because, now }, { eventId }) };
  }
}
