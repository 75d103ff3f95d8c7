import type { LeadEvent } from '../domain/lead/events.ts';

/** Publishes events. @throws when one of them is not accepted, so that all are sent again. */
export interface EventBus {
  publish(events: readonly LeadEvent[]): Promise<void>;
}
