import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { balanceFactors } from '../../../../shared/domain/assignment/weights/balance-factors.ts';

const team = fc
  .array(fc.record({ weight: fc.integer({ min: 1, max: 10 }), raw: fc.double({ min: 0.001, max: 20, noNaN: true }) }), {
    minLength: 2,
    maxLength: 30,
  })
  .map((reps) => reps.map((one, index) => ({ ...one, rep: `rep-${index}` })));
const atMost = fc.integer({ min: 110, max: 300 }).map((hundredths) => hundredths / 100);

describe('balanced factors', () => {
  it('stay within the bounds, so nobody has more or less than the plan allows of their usual share', () => {
    fc.assert(
      fc.property(team, atMost, (reps, most) => {
        const factors = balanceFactors(reps, most);
        const sum = reps.reduce((total, { weight }) => total + weight, 0);
        const shared = reps.reduce((total, { rep, weight }) => total + weight * (factors.get(rep) ?? Number.NaN), 0);
        for (const { rep, weight } of reps) {
          const factor = factors.get(rep) ?? Number.NaN;
          expect(factor).toBeGreaterThanOrEqual(1 / most);
          expect(factor).toBeLessThanOrEqual(most);
          // The share of all turns, beside the usual one. The sum is kept to within the rounding of each factor.
          const times = (weight * factor) / shared / (weight / sum);
          expect(times).toBeGreaterThanOrEqual(1 / most - 0.002);
          expect(times).toBeLessThanOrEqual(most + 0.002);
        }
      }),
    );
  });

  it('keep the sum of the weights, to within the rounding to thousandths', () => {
    fc.assert(
      fc.property(team, atMost, (reps, most) => {
        const factors = balanceFactors(reps, most);
        const before = reps.reduce((total, { weight }) => total + weight, 0);
        const after = reps.reduce((total, { rep, weight }) => total + weight * (factors.get(rep) ?? Number.NaN), 0);
        expect(Math.abs(after - before)).toBeLessThanOrEqual(before * 0.001);
      }),
    );
  });

  it('keep the order of the results', () => {
    fc.assert(
      fc.property(team, atMost, (reps, most) => {
        const factors = balanceFactors(reps, most);
        const inOrder = reps.toSorted((a, b) => a.raw - b.raw).map(({ rep }) => factors.get(rep) ?? Number.NaN);
        for (const [index, factor] of inOrder.entries()) expect(factor).toBeGreaterThanOrEqual(inOrder[index - 1] ?? 0);
      }),
    );
  });

  it('are whole thousandths, as weights are', () => {
    fc.assert(
      fc.property(team, atMost, (reps, most) => {
        for (const factor of balanceFactors(reps, most).values()) expect(Math.round(factor * 1000) / 1000).toBe(factor);
      }),
    );
  });
});
