import type { RepId } from '../../domain/ids.ts';
import type { LeadEvent } from '../../domain/lead/events.ts';
import { holdOf } from '../../domain/lead/lead.ts';
import { managerOf } from '../assignment/assignment-terms.ts';
import type { NotifyDeps, Subject } from './send-notification.ts';

/** Whether a lead has been in a review queue for too long: nobody wants that collected with what can wait. */
export function isQueueAlarm(event: LeadEvent): boolean {
  return event.type === 'ReviewDue' && event.data.because !== undefined;
}

/**
 * Returns whom an event concerns: the owner and the manager, the owner of the review queue, or the rep who handed the
 * lead off.
 */
export async function recipientsOf(
  event: LeadEvent,
  { lead, plan }: Subject,
  deps: NotifyDeps,
): Promise<readonly RepId[]> {
  switch (event.type) {
    case 'LeadSentToQueue':
    case 'ReviewDue':
      return [lead.accountable, isQueueAlarm(event) ? plan?.owner : undefined].filter((to) => to !== undefined);
    case 'HandoffReturned':
    case 'LeadEscalated':
      return [event.data.to];
    case 'AttemptDue':
      return [event.data.rep];
    case 'SurgeBegan':
    case 'SurgeEnded':
      return [plan && (await managerOf(event.data.team, plan, deps))].filter((to) => to !== undefined);
    case 'LeadForgotten':
    case 'ContactForbidden':
      return event.data.rep === undefined ? [] : [event.data.rep];
    case 'RepNotReached':
    case 'SlaWarned':
    case 'LeadWentQuiet': {
      const hold = holdOf(lead);
      if (!hold) return [];
      const manager = plan && (await managerOf(hold.team, plan, deps));
      if (event.type === 'RepNotReached') return manager && manager !== hold.rep ? [manager] : [];
      if (event.type === 'SlaWarned') return manager ? [hold.rep, manager] : [hold.rep];
      if (event.data.step === 'evidence') return manager && manager !== hold.rep ? [hold.rep, manager] : [hold.rep];
      return event.data.step === 'manager' && manager ? [manager] : [hold.rep];
    }
    default:
      return [];
  }
}
