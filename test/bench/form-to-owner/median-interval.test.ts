import { describe, expect, it } from 'vitest';
import { intervalOfMedian } from '../../../bench/form-to-owner/median-interval.ts';

const upTo = (count: number) => Array.from({ length: count }, (_, index) => count - index);

describe('intervalOfMedian', () => {
  // The ranks of the tables for the sign test: 6 → 1 and 6, 10 → 2 and 9, 20 → 6 and 15, 40 → 14 and 27, 80 → 31 and 50.
  it.each([
    [6, 1, 6],
    [10, 2, 9],
    [20, 6, 15],
    [40, 14, 27],
    [80, 31, 50],
  ])('of %i numbers goes from the %i. to the %i.', (count, from, to) => {
    expect(intervalOfMedian(upTo(count))).toEqual({ median: (count + 1) / 2, from, to });
  });

  it('takes the middle one of an odd number', () => {
    expect(intervalOfMedian([9, 1, 5, 7, 3, 11, 13]).median).toBe(7);
  });

  it('refuses five numbers', () => {
    expect(() => intervalOfMedian(upTo(5))).toThrow('expected six numbers or more, found 5');
  });
});
