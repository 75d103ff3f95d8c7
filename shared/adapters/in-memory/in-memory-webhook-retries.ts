import { addSeconds, type Instant } from '../../domain/instant.ts';
import type { WebhookRetries, WebhookRetry } from '../../ports/webhook-retries.ts';
import { copyFrozen } from './frozen-copy.ts';

/** Fake of the queue of further attempts, on a clock of the test. */
export class InMemoryWebhookRetries implements WebhookRetries {
  readonly #clock: () => Instant;
  #held: { readonly retry: WebhookRetry; readonly visibleAt: Instant }[] = [];

  constructor(clock: () => Instant) {
    this.#clock = clock;
  }

  async send(retry: WebhookRetry, delaySeconds: number): Promise<void> {
    this.#held.push({ retry: copyFrozen(retry), visibleAt: addSeconds(this.#clock(), delaySeconds) });
  }

  /** Takes what is no longer held back. */
  receive(): readonly WebhookRetry[] {
    const now = this.#clock();
    const visible = this.#held.filter(({ visibleAt }) => visibleAt <= now);
    this.#held = this.#held.filter(({ visibleAt }) => visibleAt > now);
    return visible.map(({ retry }) => retry);
  }

  /** When the next one is no longer held back; undefined if there is none. */
  get nextAt(): Instant | undefined {
    return this.#held.map(({ visibleAt }) => visibleAt).sort()[0];
  }
}
