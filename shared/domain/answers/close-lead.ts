import type { Instant } from '../instant.ts';
import type { Actor, EventData } from '../lead/events.ts';
import { holdOf, type Lead } from '../lead/lead.ts';
import type { LeadOutcome } from '../lead/stage.ts';
import { type LeadPatch, type Transition, transition } from '../lead/transition.ts';

/** How a person ended a lead, with an answer here or with a deal in the CRM. */
export type LeadEnd = Omit<EventData<'LeadClosed'>, 'outcome' | 'rep' | 'epoch'> & {
  readonly outcome: Extract<LeadOutcome, 'converted' | 'disqualified' | 'merged'>;
};

/** Ends an open lead. Whoever holds it gets the credit. */
export function closeLead(
  lead: Lead,
  end: LeadEnd,
  {
    now,
    ...doing
  }: { readonly now: Instant; readonly actor: Actor; readonly eventId: string; readonly patch?: LeadPatch },
): Transition {
  const rep = holdOf(lead)?.rep;
  const { via: _, dealClosedAt: __, ...kept } = end;
  return transition(lead, {
    ...doing,
    type: 'LeadClosed',
    data: { ...end, ...(rep !== undefined && { rep, epoch: lead.epoch }) },
    at: now,
    stage: { state: 'closed', ...kept, closedAt: now, ...(rep !== undefined && { owner: rep }) },
  });
}
