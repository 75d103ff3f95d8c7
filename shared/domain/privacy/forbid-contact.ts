import type { Instant } from '../instant.ts';
import { holdOf, type Lead } from '../lead/lead.ts';
import { type Transition, transition } from '../lead/transition.ts';
import type { DoNotContactEntry } from './do-not-contact.ts';

/**
 * Returns the transition that ends a lead because its person must not be contacted: no owner, no deadline, and nothing
 * returns it. Undefined when it is closed already.
 */
export function forbidContact(
  lead: Lead,
  {
    entry,
    now,
    eventId,
  }: { readonly entry: Pick<DoNotContactEntry, 'id' | 'because'>; readonly now: Instant; readonly eventId: string },
): Transition | undefined {
  if (lead.stage.state === 'closed') return undefined;
  const hold = holdOf(lead);
  return transition(lead, {
    type: 'ContactForbidden',
    data: { entry: entry.id, because: entry.because, ...(hold && { rep: hold.rep, epoch: lead.epoch }) },
    at: now,
    eventId,
    stage: {
      state: 'closed',
      outcome: 'do_not_contact',
      reason: entry.because,
      closedAt: now,
      ...(hold && { owner: hold.rep }),
    },
  });
}
