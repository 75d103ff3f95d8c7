import { nextDeadline } from '../../domain/follow-up/sla.ts';
import type { Instant } from '../../domain/instant.ts';
import { holdOf, type Lead } from '../../domain/lead/lead.ts';
import { step, type Transition } from '../../domain/lead/transition.ts';

/**
 * Returns the end of a lead in shadow mode, at the first step that would take it from the owner Baton chose or repeat
 * without end. Baton's decision is final by then, and the slot is free for the next lead. Undefined while its clock
 * runs.
 */
export function observedEnd(lead: Lead, now: Instant, eventId: string): Transition | undefined {
  if (lead.observed !== true || lead.dueAt === undefined || lead.dueAt > now) return undefined;
  const reason = reasonToEnd(lead);
  return reason === undefined ? undefined : endOfObservation(lead, { reason, now, eventId });
}

/** Closes a lead in shadow mode. Nobody is notified, and the person is free for a real lead. */
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
