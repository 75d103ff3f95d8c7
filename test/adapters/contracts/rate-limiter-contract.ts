import { describe, expect, it } from 'vitest';
import type { RateLimiter } from '../../../shared/ports/rate-limiter.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';

/** Contract of every RateLimiter. */
export function rateLimiterContract(make: () => Promise<RateLimiter>): void {
  describe('rate limiter', () => {
    it('admits so many deliveries of a source in a minute, however many come at once', async () => {
      const limiter = await make();
      const admitted = await Promise.all(Array.from({ length: 8 }, () => limiter.admit('form', 3, MONDAY)));
      expect(admitted.filter(Boolean)).toHaveLength(3);
      expect(await limiter.admit('other', 3, MONDAY)).toBe(true);
      expect(await limiter.admit('form', 3, minutesAfterMonday(1))).toBe(true);
    });
  });
}
