/** Number of consecutive failures that opens the breaker. */
const MAX_FAILURES = 2;
/** How long the breaker stays open, in milliseconds. */
const OPEN_MILLISECONDS = 60_000;

/**
 * Stops calls to a failing service for a minute; then one attempt shows whether it has recovered. Each warm function
 * instance has its own breaker.
 */
export class CircuitBreaker {
  readonly #clock: () => number;
  #failures = 0;
  #openUntil = 0;

  /** `clock`: epoch milliseconds. */
  constructor(clock: () => number) {
    this.#clock = clock;
  }

  get isClosed(): boolean {
    return this.#openUntil <= this.#clock();
  }

  recordSuccess(): void {
    this.#failures = 0;
  }

  recordFailure(): void {
    this.#failures += 1;
    if (this.#failures >= MAX_FAILURES) this.#openUntil = this.#clock() + OPEN_MILLISECONDS;
  }
}
