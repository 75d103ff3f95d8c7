import { nextDeadlineOf } from '../../domain/follow-up/sla.ts';
import type { Instant } from '../../domain/instant.ts';
import { holdOf, type Lead } from '../../domain/lead/lead.ts';
import { type Transition, transition } from '../../domain/lead/transition.ts';

/**
 * Returns the end of a lead in shadow mode, at the first step that would take it from the owner Baton chose or repeat
 * without end. Baton's decision is final by then, and the slot is free for the next lead. Undefined while its clock
 * runs.
 */
export function closeDueShadowLead(lead: Lead, now: Instant, eventId: string): Transition | undefined {
  if (lead.shadow !== true || lead.dueAt === undefined || lead.dueAt > now) return undefined;
  const reason = reasonToEnd(lead);
  return reason === undefined ? undefined : closeShadowLead(lead, { reason, now, eventId });
}

/** Closes a lead in shadow mode. Nobody is notified, and the person is free for a real lead. */
export function closeShadowLead(
  lead: Lead,
  { reason, now, eventId }: { readonly reason: string; readonly now: Instant; readonly eventId: string },
): Transition {
  const hold = holdOf(lead);
  const owned = hold ? { rep: hold.rep, epoch: lead.epoch } : {};
  return transition(lead, {
    type: 'LeadClosed',
    data: { outcome: 'shadow', reason, ...owned },
    at: now,
    eventId,
    stage: { state: 'closed', outcome: 'shadow', reason, closedAt: now, owner: hold?.rep },
  });
}

function reasonToEnd({ stage }: Lead): string | undefined {
  switch (stage.state) {
    case 'assigned': {
      const next = nextDeadlineOf(stage.deadlines, stage.nextDeadline);
      if (next === undefined) return 'ladder_ended';
      if (next.kind === 'leave' || next.kind === 'accept') return 'would_be_released';
      return next.kind === 'reassign' ? 'would_be_reassigned' : undefined;
    }
    case 'working':
      return 'touched';
    case 'nurturing':
      return 'would_be_recycled';
    case 'waiting':
      return stage.place === 'queue' ? 'in_queue' : undefined;
    default:
      return undefined;
  }
}
