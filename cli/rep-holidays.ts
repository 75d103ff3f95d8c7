import { listPublicHolidays } from '../shared/adapters/holidays/public-holidays.ts';
import type { Instant } from '../shared/domain/instant.ts';
import type { Rep } from '../shared/domain/team/rep.ts';

/** Returns the public holidays of the reps' regions in the year of the start and the next. @throws for an unknown region */
export function holidaysOf(reps: readonly Rep[], start: Instant): Readonly<Record<string, readonly string[]>> {
  const year = Number(start.slice(0, 4));
  const regions = [...new Set(reps.flatMap(({ holidayRegion }) => holidayRegion ?? []))];
  return Object.fromEntries(
    regions.map((region) => {
      const found = listPublicHolidays(region, [year, year + 1]);
      if (!found.ok)
        throw new Error(`There is no holiday region ${region}; there are ${found.problem.validCodes.join(', ')}.`);
      return [region, found.value];
    }),
  );
}
