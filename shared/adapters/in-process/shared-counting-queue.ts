import type { LeadId } from '../../domain/ids.ts';
import type { CountingQueue } from '../../ports/counting-queue.ts';

/** Part of the delay in which a lead needs no second request. The rest is for clocks that run differently. */
const SAFE_SHARE = 0.9;
/** Leads remembered at most, the latest. A forgotten one is asked for again, which costs a message. */
const MAX_LEADS = 10_000;

/**
 * Asks for a lead once while its request waits in a queue that delays. Whoever takes the request counts the whole
 * timeline as it is then, so what happened meanwhile is counted with it. Only what this process sent itself is relied on.
 */
export class SharedCountingQueue implements CountingQueue {
  readonly #queue: CountingQueue;
  readonly #delayMilliseconds: number;
  readonly #clock: () => number;
  /** When each lead was asked for, oldest first. */
  readonly #sent = new Map<LeadId, number>();

  /** @param options.delaySeconds how long the queue keeps each message back; `clock`: epoch milliseconds */
  constructor(options: {
    readonly queue: CountingQueue;
    readonly delaySeconds: number;
    readonly clock: () => number;
  }) {
    this.#queue = options.queue;
    this.#delayMilliseconds = options.delaySeconds * 1000;
    this.#clock = options.clock;
  }

  async request(leads: readonly LeadId[]): Promise<void> {
    // Taken before the request is sent: the delay begins later.
    const now = this.#clock();
    const wanted = leads.filter((lead) => !this.#isWaiting(lead, now));
    if (wanted.length === 0) return;
    await this.#queue.request(wanted);
    for (const lead of wanted) this.#remember(lead, now);
  }

  #isWaiting(lead: LeadId, now: number): boolean {
    const sent = this.#sent.get(lead);
    return sent !== undefined && now < sent + this.#delayMilliseconds * SAFE_SHARE;
  }

  #remember(lead: LeadId, now: number): void {
    this.#sent.delete(lead);
    this.#sent.set(lead, now);
    for (const oldest of this.#sent.keys()) {
      if (this.#sent.size <= MAX_LEADS) break;
      this.#sent.delete(oldest);
    }
  }
}
