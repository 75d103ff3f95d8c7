import { type Instant, minuteOf } from '../../domain/instant.ts';
import type { RateLimiter } from '../../ports/rate-limiter.ts';

/** Fake of the rate limiter. */
export class InMemoryRateLimiter implements RateLimiter {
  readonly #counts = new Map<string, number>();

  async admit(source: string, most: number, now: Instant): Promise<boolean> {
    const key = `${source} ${minuteOf(now)}`;
    const before = this.#counts.get(key) ?? 0;
    if (before >= most) return false;
    this.#counts.set(key, before + 1);
    return true;
  }
}
