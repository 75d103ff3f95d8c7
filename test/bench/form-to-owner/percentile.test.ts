import { expect, it } from 'vitest';
import { percentileOf } from '../../../bench/form-to-owner/percentile.ts';

it('a percentile is the least number that a share of all does not exceed', () => {
  const numbers = Array.from({ length: 20 }, (_, index) => 20 - index);
  expect([0, 0.05, 0.5, 0.95, 0.951, 1].map((share) => percentileOf(numbers, share))).toEqual([1, 1, 10, 19, 20, 20]);
  expect(percentileOf([7], 0.95)).toBe(7);
  expect(() => percentileOf([], 0.5)).toThrow('at least one');
});
