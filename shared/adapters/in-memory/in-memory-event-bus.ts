import type { LeadEvent } from '../../domain/lead/events.ts';
import type { EventBus } from '../../ports/event-bus.ts';
import { copyFrozen } from './frozen-copy.ts';

/** Fake of the event bus: records published events. */
export class InMemoryEventBus implements EventBus {
  readonly #published: LeadEvent[] = [];

  async publish(events: readonly LeadEvent[]): Promise<void> {
    this.#published.push(...copyFrozen(events));
  }

  /** Every event published so far, in order. */
  get published(): readonly LeadEvent[] {
    return this.#published;
  }
}
