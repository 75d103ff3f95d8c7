import type { Instant } from '../../domain/instant.ts';
import type { Result } from '../../domain/result.ts';
import type { Deps } from '../deps.ts';

/** The dates off of a region in some years; a failure when the region is not known. */
export type PublicHolidays = (region: string, years: readonly number[]) => Promise<Result<readonly string[], unknown>>;

/**
 * Expands a region's public holidays from last year to the year after next and stores the dates, so that whatever assigns and
 * measures needs no holiday data of its own. Done when a rep is saved and, for everybody, when a plan is put in force.
 * @returns false when the region is not known.
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

/** The same for every region that a rep works by. */
export async function expandEverybodysHolidays(
  now: Instant,
  deps: Parameters<typeof expandHolidays>[2],
): Promise<void> {
  const regions = new Set((await deps.reps.list()).flatMap(({ holidayRegion }) => holidayRegion ?? []));
  for (const region of regions) await expandHolidays(region, now, deps);
}
