import type { PublicHolidays } from '../../shared/use-cases/plans/expand-holidays.ts';

/** Returns public holidays. Their 1.5 MB of data are loaded only when a region is expanded. */
export const publicHolidays: PublicHolidays = async (region, years) => {
  const holidays = await import('../../shared/adapters/holidays/public-holidays.ts');
  return holidays.listPublicHolidays(region, years);
};
