import { type AssignmentTerms, workingStage } from '../assignment/assignment-stages.ts';
import { takenHandoff } from '../handoff/handoff.ts';
import type { Instant } from '../instant.ts';
import type { Actor } from '../lead/events.ts';
import type { Lead } from '../lead/lead.ts';
import type { Assigned, Working } from '../lead/stage.ts';
import { type LeadPatch, step, type Transition } from '../lead/transition.ts';
import { contactsAfter } from '../nurture/contact-budget.ts';

/** Records that the owner contacted the person: the first response, or further work on the lead. */
export function contacted(
  lead: Lead,
  held: Assigned | Working,
  contact: {
    readonly terms: AssignmentTerms;
    /** `how`: the channel, as a code. `at`: when the contact took place, which may be before it was reported. */
    readonly how?: string;
    readonly at: Instant;
    readonly now: Instant;
    readonly patch?: LeadPatch;
    readonly actor: Actor;
    readonly eventId: string;
  },
): Transition {
  const { terms, how = 'contacted', at, now, patch, actor, eventId } = contact;
  return step(lead, {
    type: held.state === 'assigned' ? 'FirstTouchMade' : 'LeadWorked',
    data: { rep: held.owner, epoch: lead.epoch, how },
    at: now,
    actor,
    eventId,
    stage: workingStage(held, terms, { now }),
    patch: { ...patch, handoff: takenHandoff(lead), contacts: contactsAfter(lead, how, at) },
  });
}
