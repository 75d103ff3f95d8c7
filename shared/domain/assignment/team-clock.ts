import type { Calendar, WorkSchedule } from '../business-hours/calendar.ts';
import { localDateOf } from '../business-hours/local-day.ts';
import { isOpen, nextOpening } from '../business-hours/working-time.ts';
import type { Instant } from '../instant.ts';

/** When a calendar is open in a zone for those who have these holidays. */
interface KnownOpening {
  readonly holidays: readonly string[];
  readonly isOpen: boolean;
  /** Read when somebody asks. */
  next?: { readonly at: Instant | undefined };
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
  isOpen(schedule: WorkSchedule): boolean {
    return this.#openingOf(schedule).isOpen;
  }

  /** Returns the first moment of working time from now on; undefined when none is in sight. */
  nextOpening(schedule: WorkSchedule): Instant | undefined {
    if (schedule.leaves.length > 0) return nextOpening(schedule, this.now);
    const opening = this.#openingOf(schedule);
    opening.next ??= { at: nextOpening(schedule, this.now) };
    return opening.next.at;
  }

  #openingOf({ calendar, zone, holidays }: WorkSchedule): KnownOpening {
    const zones = this.#openings.get(calendar) ?? new Map<string, KnownOpening>();
    if (zones.size === 0) this.#openings.set(calendar, zones);
    const known = zones.get(zone);
    if (known !== undefined && isSameList(known.holidays, holidays)) return known;
    const found = { holidays, isOpen: isOpen({ calendar, zone, holidays, leaves: [] }, this.now) };
    zones.set(zone, found);
    return found;
  }
}

/** Lists of one region are usually the same object. */
function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && a.every((item, index) => item === b[index]));
}
