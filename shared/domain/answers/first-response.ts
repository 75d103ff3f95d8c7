import type { AssignmentTerms } from '../assignment/assignment-stages.ts';
import { buildWorkingStage, changedWeight } from '../assignment/working-stage.ts';
import { markHandoffAccepted } from '../handoff/handoff.ts';
import type { Instant } from '../instant.ts';
import type { Actor } from '../lead/events.ts';
import type { Lead } from '../lead/lead.ts';
import type { Assigned, Working } from '../lead/stage.ts';
import { type LeadPatch, type Transition, transition } from '../lead/transition.ts';
import { addContact } from '../nurture/contact-budget.ts';

/** Records that the owner contacted the person: the first response, or further work on the lead. */
export function recordContact(
  lead: Lead,
  held: Assigned | Working,
  contact: {
    readonly terms: AssignmentTerms;
    /** `how`: the channel, as a code. `at`: when the contact took place, which may be before it was reported. */
    readonly how?: string;
    readonly at: Instant;
    readonly now: Instant;
    /** Another system reported it, so it is more than a click. */
    readonly isProven: boolean;
    /** That system, as a code. */
    readonly via?: string;
    readonly patch?: LeadPatch;
    readonly actor: Actor;
    readonly eventId: string;
  },
): Transition {
  const { terms, how = 'contacted', at, now, isProven, via, patch, actor, eventId } = contact;
  const contacts = addContact(lead, how, at);
  const made = { lead: { ...lead, contacts }, how, isProven };
  const stage = buildWorkingStage(held, terms, { now, contact: made, deals: lead.deals });
  const data = { rep: held.owner, epoch: lead.epoch, how, ...(via !== undefined && { via }) };
  const common = {
    ...{ at: now, actor, eventId, stage },
    patch: { ...patch, handoff: markHandoffAccepted(lead), contacts },
  };
  if (held.state === 'working') return transition(lead, { type: 'LeadWorked', data, ...common });
  return transition(lead, { type: 'FirstResponseMade', data: { ...data, ...changedWeight(held, stage) }, ...common });
}
