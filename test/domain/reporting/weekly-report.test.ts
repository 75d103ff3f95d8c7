import { expect, it } from 'vitest';
import { compareRows, hasFigures } from '../../../shared/domain/reporting/weekly-report.ts';
import { aWeeklyReport, someFigures } from '../../support/builders/reports.ts';

const NOTHING = someFigures();

it.each<Record<string, number>>([{ received: 1 }, { assigned: 1 }, { due: 1 }, { 'closed:converted': 1 }])(
  'a week has figures with %j, in either week',
  (counters) => {
    const some = someFigures(counters);
    expect(hasFigures(aWeeklyReport({ total: { now: some, before: NOTHING } }))).toBe(true);
    expect(hasFigures(aWeeklyReport({ total: { now: NOTHING, before: some } }))).toBe(true);
  },
);

it('weeks without anything have none', () => {
  expect(hasFigures(aWeeklyReport({ total: { now: NOTHING, before: NOTHING } }))).toBe(false);
});

it('rows of this week come first, each beside its row of the week before', () => {
  const rowsOf = (...keys: string[]) => keys.map((key) => ({ key, figures: someFigures({ assigned: key.length }) }));
  expect(compareRows(rowsOf('b', 'aa'), rowsOf('ccc', 'b'))).toEqual([
    { key: 'b', now: someFigures({ assigned: 1 }), before: someFigures({ assigned: 1 }) },
    { key: 'aa', now: someFigures({ assigned: 2 }) },
    { key: 'ccc', before: someFigures({ assigned: 3 }) },
  ]);
});
