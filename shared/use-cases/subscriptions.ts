import type { FollowUpMode } from '../domain/follow-up/follow-up-mode.ts';
import type { EventType } from '../domain/lead/events.ts';

/** Which events nudge what. The relay goes by this, in the simulator too. */
export const EVENT_SUBSCRIPTIONS = {
  /** A lead waits for routing. */
  routing: ['LeadReceived', 'LeadRecycled', 'LeadReconsidered', 'AccountDecided', 'LeadMisrouted'],
  /** A team has work, or a slot became free. */
  ringDoorbell: [
    'LeadRouted',
    'LeadFellBack',
    'ReassignmentSought',
    'LeadAssigned',
    'FirstResponseMade',
    'LeadQualified',
    'DealMoved',
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
  /** An assignment begins, goes on with other deadlines, or ends. */
  startFollowUp: [
    'LeadAssigned',
    'DeadlineMoved',
    'TouchpointAdded',
    'HandoffAccepted',
    'FirstResponseMade',
    'LeadQualified',
    'LeadHandedOff',
    'HandoffReturned',
    'LeadDeclined',
    'LeadMisrouted',
    'LeadReleased',
    'LeadSentToQueue',
    'LeadNurtured',
    'LeadClosed',
    'LeadForgotten',
    'ContactForbidden',
  ],
  /** Instead, where each step has its own timer (`near_steps`): deadlines are new or came earlier. */
  startNearTimer: [
    'LeadAssigned',
    'DeadlineMoved',
    'TouchpointAdded',
    'HandoffAccepted',
    'SlaWarned',
    'SlaBreached',
    'LeadEscalated',
  ],
  /** The CRM is to say something else about the lead. */
  syncCrm: [
    'TouchpointAdded',
    'LeadNurtured',
    'LeadHeld',
    'LeadFellBack',
    'LeadSentToQueue',
    'LeadAssigned',
    'DeadlineMoved',
    'FirstResponseMade',
    'LeadQualified',
    'LeadHandedOff',
    'HandoffAccepted',
    'HandoffReturned',
    'LeadDeclined',
    'LeadMisrouted',
    'LeadReleased',
    'LeadClosed',
    'ContactForbidden',
  ],
  /** Somebody must be notified. */
  notifyRep: [
    'LeadAssigned',
    'RepNotReached',
    'SlaWarned',
    'LeadEscalated',
    'AttemptDue',
    'LeadWentQuiet',
    'LeadSentToQueue',
    'ReviewDue',
    'HandoffReturned',
    'SurgeBegan',
    'SurgeEnded',
    'LeadForgotten',
    'ContactForbidden',
  ],
  /** Sent messages about the lead no longer say what is true. */
  updateMessages: [
    'LeadAssigned',
    'FirstResponseMade',
    'LeadQualified',
    'LeadHandedOff',
    'HandoffAccepted',
    'HandoffReturned',
    'LeadDeclined',
    'LeadMisrouted',
    'LeadReleased',
    'LeadSentToQueue',
    'LeadNurtured',
    'LeadClosed',
    'LeadForgotten',
    'ContactForbidden',
  ],
} as const satisfies Record<string, readonly EventType[]>;

/** The subscription that makes assignments punctual, in each mode. */
export const FOLLOW_UP_SUBSCRIPTIONS = {
  whole_window: 'startFollowUp',
  near_steps: 'startNearTimer',
} as const satisfies Record<FollowUpMode, keyof typeof EVENT_SUBSCRIPTIONS>;
