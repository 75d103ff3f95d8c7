import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumCounters } from '../../../shared/domain/reporting/counters.ts';
import { bucketsOf, countDuration, quantileOf, RELATIVE_ERROR } from '../../../shared/domain/reporting/ddsketch.ts';

/** From a millisecond to three years, in whole milliseconds, spread over all orders of magnitude. */
const seconds = fc.double({ min: 0, max: 11, noNaN: true }).map((power) => Math.round(10 ** power) / 1000);

function sketchOf(values: readonly number[]) {
  return sumCounters(values.map((value) => countDuration('speed', value)));
}

describe('a sketch of durations', () => {
  it('gives every quantile within its stated relative error', () => {
    fc.assert(
      fc.property(
        fc.array(seconds, { minLength: 1, maxLength: 200 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, share) => {
          const exact = values.toSorted((a, b) => a - b)[Math.max(1, Math.ceil(share * values.length)) - 1] ?? 0;
          const read = quantileOf(bucketsOf(sketchOf(values), 'speed'), share) ?? Number.NaN;
          expect(Math.abs(read - exact)).toBeLessThanOrEqual(RELATIVE_ERROR * exact * (1 + 1e-9));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is the same whether durations were counted together or separately', () => {
    fc.assert(
      fc.property(fc.array(seconds), fc.array(seconds), (some, others) => {
        expect(sumCounters([sketchOf(some), sketchOf(others)])).toEqual(sketchOf([...some, ...others]));
      }),
    );
  });

  it('treats negative durations from a clock that is ahead as zero', () => {
    expect(bucketsOf(countDuration('speed', -3), 'speed')).toEqual([{ seconds: 0, count: 1 }]);
    expect(bucketsOf(countDuration('speed', 0), 'speed')).toEqual([{ seconds: 0, count: 1 }]);
  });

  it('has no quantile without durations', () => {
    expect(quantileOf([], 0.5)).toBeUndefined();
  });

  it('keeps durations of different names apart', () => {
    const counters = sumCounters([countDuration('speed', 60), countDuration('speedAtWork', 5)]);
    expect(bucketsOf(counters, 'speed')).toHaveLength(1);
    expect(quantileOf(bucketsOf(counters, 'speedAtWork'), 0.5)).toBeCloseTo(5, 0);
  });
});
