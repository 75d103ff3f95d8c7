import { type EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import type { LeadEvent } from '../../domain/lead/events.ts';
import type { EventBus } from '../../ports/event-bus.ts';
import { retryTransientFailures, TransientFailure } from '../in-process/retry.ts';

/** Source of all Baton events on the bus. */
const EVENT_SOURCE = 'baton';
/** PutEvents accepts at most ten entries. */
const MAX_ENTRIES = 10;
/** PutEvents can fail in part. Number of attempts for the failed entries. */
const MAX_ATTEMPTS = 3;

/** Publishes timeline events on the environment's bus, in chunks. Resends only failed entries. */
export class EventBusPublisher implements EventBus {
  readonly #client: EventBridgeClient;
  readonly #bus: string;

  constructor(options: { readonly client: EventBridgeClient; readonly bus: string }) {
    this.#client = options.client;
    this.#bus = options.bus;
  }

  async publish(events: readonly LeadEvent[]): Promise<void> {
    for (let start = 0; start < events.length; start += MAX_ENTRIES) {
      let remaining = events.slice(start, start + MAX_ENTRIES).map((event) => this.#entryOf(event));
      const putRemaining = async () => {
        remaining = await this.#put(remaining);
        if (remaining.length > 0)
          throw new TransientFailure(new Error(`the event bus rejected ${remaining.length} events`));
      };
      await retryTransientFailures(putRemaining, { maxAttempts: MAX_ATTEMPTS });
    }
  }

  async #put(entries: readonly PutEventsRequestEntry[]): Promise<PutEventsRequestEntry[]> {
    const answer = await this.#client.send(new PutEventsCommand({ Entries: [...entries] }));
    return entries.filter((_, index) => answer.Entries?.[index]?.ErrorCode !== undefined);
  }

  #entryOf(event: LeadEvent): PutEventsRequestEntry {
    return {
      EventBusName: this.#bus,
      Source: EVENT_SOURCE,
      DetailType: event.type,
      Time: new Date(event.at),
      Detail: JSON.stringify(event),
    };
  }
}
