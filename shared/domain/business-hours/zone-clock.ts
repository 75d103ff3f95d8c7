import { Temporal } from 'temporal-polyfill';

/**
 * Reads a zone's clock. Between two daylight-saving changes a clock runs evenly, so that reading it is one addition; what the changes
 * themselves do (hours skipped, hours shown twice, days left out at the date line) is asked of Temporal.
 *
 * A clock that is set back shows some times twice. Here the first time counts: a clock has *reached* 02:30 when it first shows
 * 02:30 or later, and stays past it while it shows 02:15 once more. So each wall-clock time has exactly one moment, also a
 * skipped one (the moment of the change), moments keep the order of the times, and days follow each other without gap or overlap.
 */

/** Days since 1970-01-01 on a wall calendar. Calendar days have no zone and all count 24 hours, so plain arithmetic is exact. */
export type DayNumber = number;

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

/** Epoch milliseconds in which a zone's clock shows UTC plus `offset` milliseconds, each time for the first time. */
interface EvenStretch {
  readonly from: number;
  readonly until: number;
  readonly offset: number;
}

/**
 * How far around a moment we look for changes of the clock: enough to look seldom, and less than the polyfill searches. The answers
 * are the same for any length.
 */
const LOOK_BACK = 30 * DAY;
const LOOK_AHEAD = 400 * DAY;

/** More than any clock was ever set back at once (a day, at the date line). */
const LONGEST_SET_BACK = 2 * DAY;

/**
 * The stretches found last, a few for each zone there is (Temporal refuses other names): facts of the zone database, so that keeping them changes no answer, only its price.
 * Four hold a deadline on the other side of a change while moments on this side go on being asked for.
 */
const lastFound = new Map<string, readonly EvenStretch[]>();
const KEPT_FOR_A_ZONE = 4;

/** The day that the zone's clock has reached at a moment (epoch milliseconds). Throws a RangeError for an unknown zone. */
export function dayReached(zone: string, at: number): DayNumber {
  for (const { from, until, offset } of lastFound.get(zone) ?? []) {
    if (from <= at && at < until) return Math.floor((at + offset) / DAY);
  }
  const zoned = zonedAt(zone, at);
  remember(zone, at);
  let day = Math.floor((at + offsetOf(zoned)) / DAY);
  // A clock set back over midnight shows the old date again, but the new day has begun.
  while (momentReached(zone, day + 1, 0) <= at) day += 1;
  return day;
}

/**
 * The moment (epoch milliseconds) at which the zone's clock reaches a time of a day; 1440 minutes is the end of the day.
 * Throws a RangeError for an unknown zone.
 */
export function momentReached(zone: string, day: DayNumber, minutes: number): number {
  const wall = day * DAY + minutes * MINUTE;
  for (const { from, until, offset } of lastFound.get(zone) ?? []) {
    const at = wall - offset;
    if (from <= at && at < until) return at;
  }
  const at = firstMomentShowing(zone, wall);
  remember(zone, at);
  return at;
}

/** A day as `YYYY-MM-DD`. */
export function dateOf(day: DayNumber): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** Day of the week, 0 for Monday. 1970-01-01 was a Thursday. */
export function weekdayOf(day: DayNumber): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** `wall` is what the clock shows, written as if the zone were UTC. */
function firstMomentShowing(zone: string, wall: number): number {
  const dateTime = zonedAt('UTC', wall).toPlainDateTime();
  const shown = dateTime.toZonedDateTime(zone);
  if (shown.toPlainDateTime().equals(dateTime)) return shown.epochMilliseconds;
  // The clock skips this time: it is reached when the clock is set forward.
  const before = dateTime.toZonedDateTime(zone, { disambiguation: 'earlier' });
  return (before.getTimeZoneTransition('next') ?? shown).epochMilliseconds;
}

function remember(zone: string, at: number): void {
  const known = lastFound.get(zone) ?? [];
  lastFound.set(zone, [evenStretchAround(zone, at), ...known].slice(0, KEPT_FOR_A_ZONE));
}

/** The even stretch that holds `at`, or that begins next after it when the clock shows at `at` what it has shown before. */
function evenStretchAround(zone: string, at: number): EvenStretch {
  let start = zonedAt(zone, at - LOOK_BACK);
  let from = start.epochMilliseconds + LONGEST_SET_BACK;
  let furthestShown = Number.NEGATIVE_INFINITY;
  for (;;) {
    const change = start.getTimeZoneTransition('next');
    const offset = offsetOf(start);
    if (change === null || change.epochMilliseconds > at) {
      const until = Math.min(change?.epochMilliseconds ?? Number.POSITIVE_INFINITY, at + LOOK_AHEAD);
      return { from: Math.max(from, furthestShown - offset), until, offset };
    }
    from = change.epochMilliseconds;
    furthestShown = Math.max(furthestShown, from + offset);
    start = change;
  }
}

function zonedAt(zone: string, at: number): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
}

function offsetOf(zoned: Temporal.ZonedDateTime): number {
  return zoned.offsetNanoseconds / 1_000_000;
}
