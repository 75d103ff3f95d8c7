/**
 * How often something may be done: `burst` times at once, and then once in each interval. A token bucket, as in RFC 2697's
 * single rate meter.
 */
export class Allowance {
  readonly #burst: number;
  readonly #intervalMilliseconds: number;
  #left: number;
  #filledAt: number;

  /** `now`: epoch milliseconds. */
  constructor(options: { readonly burst: number; readonly intervalMilliseconds: number; readonly now: number }) {
    this.#burst = options.burst;
    this.#intervalMilliseconds = options.intervalMilliseconds;
    this.#left = options.burst;
    this.#filledAt = options.now;
  }

  /** Returns whether it may be done now, and counts it if so. */
  take(now: number): boolean {
    const intervals = Math.max(0, Math.floor((now - this.#filledAt) / this.#intervalMilliseconds));
    this.#left = Math.min(this.#burst, this.#left + intervals);
    this.#filledAt += intervals * this.#intervalMilliseconds;
    if (this.#left === 0) return false;
    this.#left -= 1;
    return true;
  }
}
