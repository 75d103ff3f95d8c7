import type { EventType, LeadEvent } from '../../domain/lead/events.ts';

/** Faults in event delivery, by event type. */
export interface DeliveryFaults {
  /** Never delivered. */
  readonly drop?: readonly EventType[];
  /** Delivered twice in a row. */
  readonly duplicate?: readonly EventType[];
  /** Delivered only when nothing else is left. */
  readonly delay?: readonly EventType[];
  /** May be overtaken by any other event that is ready. */
  readonly reorder?: readonly EventType[];
  /** Decides which event overtakes. */
  readonly random: () => number;
}

/** How many events met which fate so far. */
export interface DeliveryCounts {
  readonly delivered: number;
  readonly dropped: number;
  /** Given up after the last attempt; the sweep repairs the effects. */
  readonly failed: number;
}

/** How often an event is offered to a consumer that throws. */
const MAX_ATTEMPTS = 3;

/**
 * Delivers the events of a world's outbox to a consumer as a stream and a bus would: with duplicates, delays,
 * reordering and loss as configured. Also delivers events that the consumer causes.
 */
export class EventDeliverer {
  readonly #outbox: readonly LeadEvent[];
  readonly #deliver: (event: LeadEvent) => Promise<unknown>;
  readonly #disorder: DeliveryFaults;
  readonly #ready: LeadEvent[] = [];
  readonly #delayed: LeadEvent[] = [];
  #collected = 0;
  #counts = { delivered: 0, dropped: 0, failed: 0 };

  constructor(options: {
    readonly outbox: readonly LeadEvent[];
    readonly deliver: (event: LeadEvent) => Promise<unknown>;
    readonly disorder?: DeliveryFaults;
  }) {
    this.#outbox = options.outbox;
    this.#deliver = options.deliver;
    this.#disorder = options.disorder ?? { random: () => 0 };
  }

  /** Delivers until nothing is left, delayed events last. A further call continues with the events since then. */
  async run(): Promise<DeliveryCounts> {
    for (;;) {
      this.#collect();
      const next = this.#takeNext();
      if (!next) return { ...this.#counts };
      const times = this.#disorder.duplicate?.includes(next.type) ? 2 : 1;
      for (let time = 0; time < times; time += 1) await this.#offer(next);
    }
  }

  #collect(): void {
    const { drop, delay } = this.#disorder;
    for (const event of this.#outbox.slice(this.#collected)) {
      if (drop?.includes(event.type)) this.#counts.dropped += 1;
      else (delay?.includes(event.type) ? this.#delayed : this.#ready).push(event);
    }
    this.#collected = this.#outbox.length;
  }

  #takeNext(): LeadEvent | undefined {
    const [first] = this.#ready;
    if (!first) return this.#delayed.shift();
    const overtaken = this.#disorder.reorder?.includes(first.type);
    const index = overtaken ? Math.floor(this.#disorder.random() * this.#ready.length) : 0;
    return this.#ready.splice(index, 1)[0];
  }

  async #offer(event: LeadEvent): Promise<void> {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
      try {
        await this.#deliver(event);
        this.#counts.delivered += 1;
        return;
      } catch {
        // As on a real bus: offered again, then given up. The sweep repairs what was lost.
      }
    }
    this.#counts.failed += 1;
  }
}
