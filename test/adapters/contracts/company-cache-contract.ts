import { beforeEach, describe, expect, it } from 'vitest';
import type { CompanyCache } from '../../../shared/ports/company-cache.ts';
import { minutes } from '../../support/builders/moment.ts';

/** Everything a CompanyCache promises, whatever it is made of. */
export function companyCacheContract(make: () => Promise<CompanyCache>): void {
  describe('what was learned about companies', () => {
    let cache: CompanyCache;
    beforeEach(async () => {
      cache = await make();
    });

    it('is there until its date, and from then on as if it had never been', async () => {
      const kept = { facts: { employees: '250' }, question: 'q1', until: minutes(10) };
      await cache.keep('acme.example', kept);
      expect(await cache.get('acme.example', minutes(9))).toEqual(kept);
      expect(await cache.get('acme.example', minutes(10))).toBeUndefined();
      expect(await cache.get('other.example', minutes(0))).toBeUndefined();
    });

    it('may be that nobody knows the company', async () => {
      await cache.keep('acme.example', { until: minutes(10) });
      expect(await cache.get('acme.example', minutes(9))).toEqual({ until: minutes(10) });
    });

    it('is what was learned last', async () => {
      await cache.keep('acme.example', { facts: { employees: '250' }, until: minutes(10) });
      await cache.keep('acme.example', { facts: { employees: '300' }, until: minutes(20) });
      expect(await cache.get('acme.example', minutes(15))).toEqual({ facts: { employees: '300' }, until: minutes(20) });
    });
  });
}
