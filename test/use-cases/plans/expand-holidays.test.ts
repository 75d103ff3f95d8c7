import { expect, it } from 'vitest';
import { createInMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { failure, success } from '../../../shared/domain/result.ts';
import { expandAllHolidays, expandHolidays } from '../../../shared/use-cases/plans/expand-holidays.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aRep, saveReps } from '../../support/builders/rep.ts';

/** Holidays of two regions: the first day of each year that is asked for. */
async function expandable() {
  const deps = createInMemoryDeps();
  const asked: string[] = [];
  const publicHolidays = async (region: string, years: readonly number[]) => {
    asked.push(region);
    return region === 'XX' ? failure('unknown') : success(years.map((year) => `${year}-01-01`));
  };
  return { deps: { ...deps, publicHolidays }, asked };
}

it('stores the days from last year to the year after next', async () => {
  const { deps } = await expandable();
  expect(await expandHolidays('DE-BY', MONDAY, deps)).toBe(true);
  expect(await deps.reps.holidays('DE-BY')).toEqual(['2025-01-01', '2026-01-01', '2027-01-01', '2028-01-01']);
});

it('says that a region is unknown, and keeps what it knew', async () => {
  const { deps } = await expandable();
  await deps.reps.saveHolidays('XX', ['2026-05-01']);
  expect(await expandHolidays('XX', MONDAY, deps)).toBe(false);
  expect(await deps.reps.holidays('XX')).toEqual(['2026-05-01']);
});

it('expands each region once, however many reps work there', async () => {
  const { deps, asked } = await expandable();
  const regions = [
    ['kim', 'DE-BY'],
    ['lea', 'DE-BY'],
    ['max', 'FR'],
    ['ana', undefined],
  ] as const;
  await saveReps(deps.reps, ...regions.map(([id, holidayRegion]) => aRep({ id, holidayRegion })));
  await expandAllHolidays(MONDAY, deps);
  expect(asked.toSorted()).toEqual(['DE-BY', 'FR']);
});
