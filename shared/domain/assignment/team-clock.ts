import type { Calendar, WorkSchedule } from '../business-hours/calendar.ts';
import { localDateOf } from '../business-hours/local-day.ts';
import { isOpen } from '../business-hours/working-time.ts';
import type { Instant } from '../instant.ts';

/** Whether a calendar is open in a zone for those who have these holidays. */
interface KnownOpening {
  readonly holidays: readonly string[];
  readonly isOpen: boolean;
}

/**
 * One moment as the clocks of a team show it. Colleagues share calendars, zones and holidays, so each combination is
 * read once, however many reps there are.
 */
export class TeamClock {
  readonly now: Instant;
  readonly #dates = new Map<string, string>();
  readonly #openings = new Map<Calendar, Map<string, KnownOpening>>();

  constructor(now: Instant) {
    this.now = now;
  }

  /** Returns the local date of a zone. */
  dateIn(zone: string): string {
    const known = this.#dates.get(zone);
    if (known !== undefined) return known;
    const date = localDateOf(zone, this.now);
    this.#dates.set(zone, date);
    return date;
  }

  /** Whether a schedule is open now, leaves aside. */
  isOpen({ calendar, zone, holidays }: WorkSchedule): boolean {
    const zones = this.#openings.get(calendar) ?? new Map<string, KnownOpening>();
    if (zones.size === 0) this.#openings.set(calendar, zones);
    const known = zones.get(zone);
    if (known !== undefined && isSameList(known.holidays, holidays)) return known.isOpen;
    const found = isOpen({ calendar, zone, holidays, leaves: [] }, this.now);
    zones.set(zone, { holidays, isOpen: found });
    return found;
  }
}

/** Lists of one region are usually the same object. */
function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && a.every((item, index) => item === b[index]));
}
