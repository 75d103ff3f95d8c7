import type { LeadEvent } from '../domain/lead/events.ts';

/** Takes events that some subscription to webhooks wants, to be delivered in their own time. */
export interface EventQueue {
  /** @throws when one of them is not accepted, so that all are sent again; delivering twice does no harm. */
  send(events: readonly LeadEvent[]): Promise<void>;
}
