import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Allowance } from '../../../shared/adapters/in-process/allowance.ts';

it('allows a burst, then one in each interval, and a burst again after a rest', () => {
  const allowance = new Allowance({ burst: 3, intervalMilliseconds: 100, now: 0 });
  const taken = (now: number, times: number) => Array.from({ length: times }, () => allowance.take(now));
  expect(taken(0, 4)).toEqual([true, true, true, false]);
  expect(taken(99, 1)).toEqual([false]);
  expect(taken(100, 2)).toEqual([true, false]);
  expect(taken(1_000, 4)).toEqual([true, true, true, false]);
});

it('allows nothing more when the clock is set back', () => {
  const allowance = new Allowance({ burst: 1, intervalMilliseconds: 100, now: 1_000 });
  expect(allowance.take(1_000)).toBe(true);
  expect([allowance.take(500), allowance.take(600), allowance.take(1_099)]).toEqual([false, false, false]);
  expect(allowance.take(1_100)).toBe(true);
});

it('never allows more than the burst and what the time adds, whenever it is asked', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(400), { maxLength: 100 }), (waits) => {
      const allowance = new Allowance({ burst: 4, intervalMilliseconds: 100, now: 0 });
      let now = 0;
      let taken = 0;
      for (const wait of waits) {
        now += wait;
        if (allowance.take(now)) taken += 1;
        expect(taken).toBeLessThanOrEqual(4 + Math.floor(now / 100));
      }
    }),
  );
});
