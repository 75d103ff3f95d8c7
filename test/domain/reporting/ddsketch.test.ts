import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumOf } from '../../../shared/domain/reporting/counters.ts';
import { bucketsOf, quantile, RELATIVE_ERROR, sketched } from '../../../shared/domain/reporting/ddsketch.ts';

/** From a millisecond to three years, in whole milliseconds, spread over all orders of magnitude. */
const seconds = fc.double({ min: 0, max: 11, noNaN: true }).map((power) => Math.round(10 ** power) / 1000);

function sketchOf(values: readonly number[]) {
  return sumOf(values.map((value) => sketched('speed', value)));
}

describe('a sketch of durations', () => {
  it('gives every quantile within its stated relative error', () => {
    fc.assert(
      fc.property(
        fc.array(seconds, { minLength: 1, maxLength: 200 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, share) => {
          const exact = values.toSorted((a, b) => a - b)[Math.max(1, Math.ceil(share * values.length)) - 1] ?? 0;
          const read = quantile(bucketsOf(sketchOf(values), 'speed'), share) ?? Number.NaN;
          expect(Math.abs(read - exact)).toBeLessThanOrEqual(RELATIVE_ERROR * exact * (1 + 1e-9));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is the same whether durations were counted together or separately', () => {
    fc.assert(
      fc.property(fc.array(seconds), fc.array(seconds), (some, others) => {
        expect(sumOf([sketchOf(some), sketchOf(others)])).toEqual(sketchOf([...some, ...others]));
      }),
    );
  });

  it('treats negative durations from a clock that is ahead as zero', () => {
    expect(bucketsOf(sketched('speed', -3), 'speed')).toEqual([{ seconds: 0, count: 1 }]);
    expect(bucketsOf(sketched('speed', 0), 'speed')).toEqual([{ seconds: 0, count: 1 }]);
  });

  it('has no quantile without durations', () => {
    expect(quantile([], 0.5)).toBeUndefined();
  });

  it('keeps durations of different names apart', () => {
    const counters = sumOf([sketched('speed', 60), sketched('speedAtWork', 5)]);
    expect(bucketsOf(counters, 'speed')).toHaveLength(1);
    expect(quantile(bucketsOf(counters, 'speedAtWork'), 0.5)).toBeCloseTo(5, 0);
  });
});
