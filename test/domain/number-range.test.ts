import { describe, expect, it } from 'vitest';
import { formatRange, isWithinRange, parseBucket, parseRange } from '../../shared/domain/number-range.ts';

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
    expect(parseRange(text)).toEqual({ from, to });
  });

  it.each(['', 'many', '999-100', '1.000', '10-', '+', '>= 30+', '1e5', '100-999 people', '1,2'])(
    'refuses %j',
    (text) => {
      expect(parseRange(text)).toBeUndefined();
    },
  );
});

describe('bucketOf', () => {
  it('requires a lower end', () => {
    expect([parseBucket('< 50'), parseBucket('<= 50'), parseBucket('> 50')]).toEqual([
      undefined,
      undefined,
      { from: 51 },
    ]);
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
    const [a, b] = [parseRange(inner), parseRange(outer)];

    expect(a && b && isWithinRange(a, b)).toBe(expected);
  });
});

describe('rangeText', () => {
  it.each(['250', '100-999', '1000+'])('writes %s back', (text) => {
    expect(formatRange(parseRange(text) ?? { from: -1 })).toBe(text);
  });
});
