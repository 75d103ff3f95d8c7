import { beforeEach, describe, expect, it } from 'vitest';
import type { CompanyCache } from '../../../shared/ports/company-cache.ts';
import { minutes } from '../../support/builders/moment.ts';

/** Contract of every CompanyCache. */
export function companyCacheContract(make: () => Promise<CompanyCache>): void {
  describe('cached company data', () => {
    let cache: CompanyCache;
    beforeEach(async () => {
      cache = await make();
    });

    it('is available until it expires', async () => {
      const kept = { facts: { employees: '250' }, question: 'q1', until: minutes(10) };
      await cache.keep('acme.example', kept);
      expect(await cache.get('acme.example', minutes(9))).toEqual(kept);
      expect(await cache.get('acme.example', minutes(10))).toBeUndefined();
      expect(await cache.get('other.example', minutes(0))).toBeUndefined();
    });

    it('may record that a company is unknown', async () => {
      await cache.keep('acme.example', { until: minutes(10) });
      expect(await cache.get('acme.example', minutes(9))).toEqual({ until: minutes(10) });
    });

    it('is the latest data saved', async () => {
      await cache.keep('acme.example', { facts: { employees: '250' }, until: minutes(10) });
      await cache.keep('acme.example', { facts: { employees: '300' }, until: minutes(20) });
      expect(await cache.get('acme.example', minutes(15))).toEqual({ facts: { employees: '300' }, until: minutes(20) });
    });
  });
}
