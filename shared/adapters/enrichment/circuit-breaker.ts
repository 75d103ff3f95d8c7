/** Number of consecutive failures that opens the breaker. */
const FAILURES = 2;
/** How long the breaker stays open, in milliseconds. */
const REST_MILLISECONDS = 60_000;

/**
 * Stops calls to a failing service for a minute; then one attempt shows whether it has recovered. Each warm function
 * instance has its own breaker.
 */
export class CircuitBreaker {
  readonly #clock: () => number;
  #failures = 0;
  #restsUntil = 0;

  /** `clock`: epoch milliseconds. */
  constructor(clock: () => number) {
    this.#clock = clock;
  }

  get allows(): boolean {
    return this.#restsUntil <= this.#clock();
  }

  succeeded(): void {
    this.#failures = 0;
  }

  failed(): void {
    this.#failures += 1;
    if (this.#failures >= FAILURES) this.#restsUntil = this.#clock() + REST_MILLISECONDS;
  }
}
