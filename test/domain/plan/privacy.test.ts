import { expect, it } from 'vitest';
import { daysOf } from '../../../shared/domain/plan/privacy.ts';

it('orders ages of different units', () => {
  const ages = [
    { count: 13, unit: 'd' },
    { count: 2, unit: 'w' },
    { count: 90, unit: 'd' },
    { count: 3, unit: 'mo' },
    { count: 52, unit: 'w' },
    { count: 1, unit: 'y' },
    { count: 13, unit: 'mo' },
  ] as const;
  expect([...ages].reverse().sort((a, b) => daysOf(a) - daysOf(b))).toEqual(ages);
});
