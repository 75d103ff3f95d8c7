import { nextDeadline } from '../../domain/follow-up/sla.ts';
import type { Instant } from '../../domain/instant.ts';
import { holdOf, type Lead } from '../../domain/lead/lead.ts';
import { step, type Transition } from '../../domain/lead/transition.ts';

/**
 * The end of a lead that is only observed, at the first step that would have moved it from whoever Baton gave it to, or gone on
 * without end: what Baton decided stands by then, and its slot is free for the next. Undefined while its clock runs.
 */
export function observedEnd(lead: Lead, now: Instant, eventId: string): Transition | undefined {
  if (lead.observed !== true || lead.dueAt === undefined || lead.dueAt > now) return undefined;
  const reason = reasonToEnd(lead);
  return reason === undefined ? undefined : endOfObservation(lead, { reason, now, eventId });
}

/** Closes a lead that was only observed; nobody is told, and the person is free for a lead that is not. */
export function endOfObservation(
  lead: Lead,
  { reason, now, eventId }: { readonly reason: string; readonly now: Instant; readonly eventId: string },
): Transition {
  const hold = holdOf(lead);
  const owned = hold ? { rep: hold.rep, epoch: lead.epoch } : {};
  return step(lead, {
    type: 'LeadClosed',
    data: { outcome: 'observed', reason, ...owned },
    at: now,
    eventId,
    stage: { state: 'closed', outcome: 'observed', reason, closedAt: now, owner: hold?.rep },
  });
}

function reasonToEnd({ stage }: Lead): string | undefined {
  switch (stage.state) {
    case 'assigned': {
      const next = nextDeadline(stage.deadlines, stage.next);
      if (next === undefined) return 'ladder_ended';
      if (next.kind === 'leave' || next.kind === 'accept') return 'would_go_back';
      return next.kind === 'reassign' ? 'would_reassign' : undefined;
    }
    case 'working':
      return 'touched';
    case 'nurturing':
      return 'would_return';
    case 'waiting':
      return stage.place === 'queue' ? 'in_queue' : undefined;
    default:
      return undefined;
  }
}
