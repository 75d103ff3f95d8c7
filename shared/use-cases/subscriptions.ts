import type { EventType } from '../domain/lead/events.ts';

/** Which events nudge what. The relay goes by this, in the simulator too; the stack builds the bus's rules from it. */
export const EVENT_SUBSCRIPTIONS = {
  /** A lead waits for routing. */
  routing: ['LeadReceived', 'LeadRecycled', 'LeadReconsidered', 'AccountDecided', 'LeadMisrouted'],
  /** A team has work, or a slot became free. */
  ringDoorbell: [
    'LeadRouted',
    'LeadFellBack',
    'ReassignmentSought',
    'LeadAssigned',
    'LeadDeclined',
    'LeadMisrouted',
    'LeadReleased',
    'LeadHandedOff',
    'HandoffReturned',
    'LeadSentToQueue',
    'LeadNurtured',
    'LeadClosed',
    'LeadForgotten',
    'ContactForbidden',
  ],
  /** Deadlines are new or came earlier. */
  startFollowUp: [
    'LeadAssigned',
    'DeadlineMoved',
    'TouchpointAdded',
    'HandoffAccepted',
    'SlaWarned',
    'SlaBreached',
    'LeadEscalated',
  ],
  /** Somebody must be notified. */
  notifyRep: [
    'LeadAssigned',
    'SlaWarned',
    'LeadEscalated',
    'LeadWentQuiet',
    'LeadSentToQueue',
    'ReviewDue',
    'HandoffReturned',
    'LeadForgotten',
    'ContactForbidden',
  ],
} as const satisfies Record<string, readonly EventType[]>;
