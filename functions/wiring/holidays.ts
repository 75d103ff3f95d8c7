import type { PublicHolidays } from '../../shared/use-cases/plans/expand-holidays.ts';

/** Public holidays, whose megabyte and a half of data is loaded only when a region is expanded. */
export const publicHolidays: PublicHolidays = async (region, years) => {
  const holidays = await import('../../shared/adapters/holidays/public-holidays.ts');
  return holidays.publicHolidays(region, years);
};
