import type { EventType } from '../lead/events.ts';

/**
 * Events after which a lead is counted for reports. Each nudge counts the whole timeline, so an event that is always
 * followed by one of these needs none of its own: LeadReceived by the decision of routing or its retry, LeadRouted by an
 * owner or the reason to wait.
 */
const COUNTING_NUDGES: ReadonlySet<EventType> = new Set<EventType>([
  'TouchpointAdded',
  'RoutingRetried',
  'LeadScreened',
  'LeadNurtured',
  'LeadRecycled',
  'AccountDecided',
  'LeadHeld',
  'LeadFellBack',
  'LeadSentToQueue',
  'LeadAssigned',
  'SlaBreached',
  'FirstResponseMade',
  'ContactNoted',
  'LeadQualified',
  'LeadHandedOff',
  'HandoffReturned',
  'LeadDeclined',
  'LeadMisrouted',
  'LeadReleased',
  'LeadClosed',
  'LeadForgotten',
  'ContactForbidden',
]);

/** Whether a lead is to be counted after this event. */
export function isCountingNudge({ type }: { readonly type: EventType }): boolean {
  return COUNTING_NUDGES.has(type);
}
