import type { EventType } from '../domain/lead/events.ts';

/** Who is nudged by which events; the stack makes its rules from this, the simulator its deliveries. */
export const SUBSCRIPTIONS = {
  /** A lead that waits for routing. */
  routing: ['LeadReceived', 'LeadReturned', 'LeadReconsidered', 'AccountDecided', 'LeadMisrouted'],
  /** Work for a team, or a slot that became free. */
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
  ],
  /** Deadlines that are new or came earlier. */
  startFollowUp: [
    'LeadAssigned',
    'DeadlineMoved',
    'LeadTouched',
    'HandoffAccepted',
    'SlaWarned',
    'SlaBreached',
    'LeadEscalated',
  ],
  /** Something that somebody must be told. */
  notifyRep: [
    'LeadAssigned',
    'SlaWarned',
    'LeadEscalated',
    'LeadWentQuiet',
    'LeadSentToQueue',
    'ReviewDue',
    'HandoffReturned',
  ],
} as const satisfies Record<string, readonly EventType[]>;
