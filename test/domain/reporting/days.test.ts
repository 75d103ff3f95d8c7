import { expect, it } from 'vitest';
import { daysBetween } from '../../../shared/domain/reporting/days.ts';

it.each([
  ['2026-11-23', '2026-11-23', ['2026-11-23']],
  ['2028-02-28', '2028-03-01', ['2028-02-28', '2028-02-29', '2028-03-01']],
  ['2026-12-31', '2027-01-01', ['2026-12-31', '2027-01-01']],
  ['9999-12-30', '9999-12-31', ['9999-12-30', '9999-12-31']],
  ['2026-11-24', '2026-11-23', []],
])('lists every day from %s to %s', (from, to, days) => {
  expect(daysBetween(from, to)).toEqual(days);
});
