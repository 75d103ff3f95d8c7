/** Failures in a row after which somebody is left alone. */
const FAILURES = 2;
/** For so long, in milliseconds. */
const REST_MILLISECONDS = 60_000;

/** Keeps who is down from being asked for a minute; then one try shows whether they are back. Each running function has its own. */
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
