import type { LeadEvent } from '../domain/lead/events.ts';

/** Makes events public. @throws when one of them was not taken, so that all are sent again. */
export interface EventBus {
  publish(events: readonly LeadEvent[]): Promise<void>;
}
