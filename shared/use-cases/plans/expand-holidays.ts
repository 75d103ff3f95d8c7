import type { Instant } from '../../domain/instant.ts';
import type { Result } from '../../domain/result.ts';
import type { Deps } from '../deps.ts';

/** Returns the public holidays of a region in the given years; fails when the region is unknown. */
export type PublicHolidays = (region: string, years: readonly number[]) => Promise<Result<readonly string[], unknown>>;

/**
 * Expands a region's public holidays from last year to the year after next and stores the dates, so that assigning and
 * measuring need no holiday data of their own. Runs when a rep is saved and, for all regions, when a plan is activated.
 * @returns false when the region is unknown
 */
export async function expandHolidays(
  region: string,
  now: Instant,
  deps: Pick<Deps, 'reps'> & { readonly publicHolidays: PublicHolidays },
): Promise<boolean> {
  const year = Number(now.slice(0, 4));
  const days = await deps.publicHolidays(region, [year - 1, year, year + 1, year + 2]);
  if (days.ok) await deps.reps.saveHolidays(region, days.value);
  return days.ok;
}

/** Expands the holidays of every region a rep works in. */
export async function expandAllHolidays(now: Instant, deps: Parameters<typeof expandHolidays>[2]): Promise<void> {
  const regions = new Set((await deps.reps.list()).flatMap(({ holidayRegion }) => holidayRegion ?? []));
  for (const region of regions) await expandHolidays(region, now, deps);
}
