import { beforeEach, describe, expect, it } from 'vitest';
import type { CompanyCache } from '../../../shared/ports/company-cache.ts';
import { minutesAfterMonday } from '../../support/builders/moment.ts';

/** Contract of every CompanyCache. */
export function companyCacheContract(make: () => Promise<CompanyCache>): void {
  describe('cached company data', () => {
    let cache: CompanyCache;
    beforeEach(async () => {
      cache = await make();
    });

    it('is available until it expires', async () => {
      const kept = { facts: { employees: '250' }, question: 'q1', until: minutesAfterMonday(10) };
      await cache.save('acme.example', kept);
      expect(await cache.get('acme.example', minutesAfterMonday(9))).toEqual(kept);
      expect(await cache.get('acme.example', minutesAfterMonday(10))).toBeUndefined();
      expect(await cache.get('other.example', minutesAfterMonday(0))).toBeUndefined();
    });

    it('may record that a company is unknown', async () => {
      await cache.save('acme.example', { until: minutesAfterMonday(10) });
      expect(await cache.get('acme.example', minutesAfterMonday(9))).toEqual({ until: minutesAfterMonday(10) });
    });

    it('is the latest data saved', async () => {
      await cache.save('acme.example', { facts: { employees: '250' }, until: minutesAfterMonday(10) });
      await cache.save('acme.example', { facts: { employees: '300' }, until: minutesAfterMonday(20) });
      expect(await cache.get('acme.example', minutesAfterMonday(15))).toEqual({
        facts: { employees: '300' },
        until: minutesAfterMonday(20),
      });
    });
  });
}
