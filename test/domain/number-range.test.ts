import { describe, expect, it } from 'vitest';
import { bucketOf, isInside, rangeOf, rangeText } from '../../shared/domain/number-range.ts';

describe('rangeOf', () => {
  it.each([
    ['100-999', 100, 999],
    ['1,001–5,000', 1001, 5000],
    ['10 - 50', 10, 50],
    ['1000+', 1000, undefined],
    ['250', 250, 250],
    ['-5', -5, -5],
    ['>= 30', 30, undefined],
    ['> 30', 31, undefined],
    ['<= 30', Number.MIN_SAFE_INTEGER, 30],
    ['<30', Number.MIN_SAFE_INTEGER, 29],
  ])('reads %s', (text, from, to) => {
    expect(rangeOf(text)).toEqual({ from, to });
  });

  it.each(['', 'many', '999-100', '1.000', '10-', '+', '>= 30+', '1e5', '100-999 people', '1,2'])(
    'refuses %j',
    (text) => {
      expect(rangeOf(text)).toBeUndefined();
    },
  );
});

describe('bucketOf', () => {
  it('requires a lower end', () => {
    expect([bucketOf('< 50'), bucketOf('<= 50'), bucketOf('> 50')]).toEqual([undefined, undefined, { from: 51 }]);
  });
});

describe('isInside', () => {
  it.each([
    ['100-999', '100-999', true],
    ['100-250', '1-999', true],
    ['99-999', '100-999', false],
    ['100-1000', '100-999', false],
    ['1000+', '1-99999', false],
    ['1000+', '500+', true],
    ['250', '250', true],
    ['-5', '<= 0', true],
  ])('%s in %s: %s', (inner, outer, expected) => {
    const [a, b] = [rangeOf(inner), rangeOf(outer)];

    expect(a && b && isInside(a, b)).toBe(expected);
  });
});

describe('rangeText', () => {
  it.each(['250', '100-999', '1000+'])('writes %s back', (text) => {
    expect(rangeText(rangeOf(text) ?? { from: -1 })).toBe(text);
  });
});
