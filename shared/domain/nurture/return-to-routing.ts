import { buildReceivedStage } from '../follow-up/queue-stages.ts';
import type { Instant } from '../instant.ts';
import type { Actor } from '../lead/events.ts';
import { cycleCountOf, type Lead } from '../lead/lead.ts';
import type { Nurturing } from '../lead/stage.ts';
import { type LeadPatch, type Transition, transition } from '../lead/transition.ts';
import type { Plan } from '../plan/plan.ts';

/**
 * Returns a nurtured lead to routing. This starts a new cycle, in which the system may reassign it as often as in the
 * first one, people may assign it by hand as often, and who refused it before counts as a former owner only. The plan
 * says whether it is offered to its last owner only, as long as that rep can take it.
 */
export function returnToRouting(
  lead: Lead,
  stage: Nurturing,
  options: {
    readonly plan: Plan;
    readonly because: 'date' | 'score' | 'touch' | 'reply';
    readonly now: Instant;
    readonly eventId: string;
    readonly actor?: Actor;
    readonly patch?: LeadPatch;
  },
): Transition {
  const { plan, because, now, eventId, actor, patch } = options;
  const { replied, otherwise } = plan.recycling.returnsTo;
  const preferredOwner = (because === 'reply' ? replied : otherwise) === 'same_owner' ? stage.lastOwner : undefined;
  return transition(lead, {
    type: 'LeadRecycled',
    data: { because, cycle: cycleCountOf(lead) },
    at: now,
    actor,
    eventId,
    stage: { ...buildReceivedStage(plan, now), ...(preferredOwner && { preferredOwner }) },
    patch: {
      ...patch,
      reassignments: 0,
      refusedBy: undefined,
      assignedByHand: undefined,
      routedAgainFor: undefined,
    },
  });
}
