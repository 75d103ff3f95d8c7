import type { LeadEvent } from '../../domain/lead/events.ts';
import type { EventBus } from '../../ports/event-bus.ts';
import { frozenCopy } from './frozen-copy.ts';

/** Fake of the event bus: records published events. */
export class MemoryEventBus implements EventBus {
  readonly #published: LeadEvent[] = [];

  async publish(events: readonly LeadEvent[]): Promise<void> {
    this.#published.push(...frozenCopy(events));
  }

  /** Every event published so far, in order. */
  get published(): readonly LeadEvent[] {
    return this.#published;
  }
}
