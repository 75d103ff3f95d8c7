import { Temporal } from 'temporal-polyfill';

/**
 * Converts between moments and the local time of a zone. Between two clock changes, conversion is one addition.
 * Temporal handles the changes themselves (skipped hours, repeated hours, days skipped at the date line).
 *
 * A clock that is set back shows some times twice. Here the first time counts: a clock has *reached* 02:30 when it
 * first shows 02:30 or later, and stays past it while it shows 02:15 again. So each local time has exactly one moment
 * (for a skipped time, the moment of the change), moments have the same order as local times, and days have no gap or
 * overlap.
 */

/** Days since 1970-01-01. Calendar dates have no zone and each counts as 24 hours, so plain arithmetic is exact. */
export type DayNumber = number;

const MINUTE_MILLISECONDS = 60_000;
const DAY_MILLISECONDS = 1440 * MINUTE_MILLISECONDS;

/** Epoch milliseconds in which a zone's clock shows UTC plus `offset` milliseconds, each time for the first time. */
interface FixedOffsetSpan {
  readonly from: number;
  readonly until: number;
  readonly offset: number;
}

/**
 * How far around a moment to look for clock changes: far enough to look rarely, but less than the polyfill searches.
 * The length does not affect results.
 */
const LOOK_BACK_MILLISECONDS = 30 * DAY_MILLISECONDS;
const LOOK_AHEAD_MILLISECONDS = 400 * DAY_MILLISECONDS;

/** More than any clock was ever set back at once (one day, at the date line). */
const MAX_SET_BACK_MILLISECONDS = 2 * DAY_MILLISECONDS;

/**
 * Cache of the latest stretches, a few for each zone (Temporal rejects unknown zones, so its size is bounded). They are
 * facts of the zone database, so the cache affects only speed, never results. Four per zone are enough to keep the far
 * side of a clock change for a deadline while moments on the near side are looked up.
 */
const spanCache = new Map<string, readonly FixedOffsetSpan[]>();
const MAX_SPANS_PER_ZONE = 4;

/**
 * Returns the day that the zone's clock has reached at `at` (epoch milliseconds). Throws a RangeError for an unknown
 * zone.
 */
export function localDayAt(zone: string, at: number): DayNumber {
  for (const { from, until, offset } of spanCache.get(zone) ?? []) {
    if (from <= at && at < until) return Math.floor((at + offset) / DAY_MILLISECONDS);
  }
  const zoned = zonedAt(zone, at);
  cacheSpan(zone, at);
  let day = Math.floor((at + offsetOf(zoned)) / DAY_MILLISECONDS);
  // A clock set back across midnight shows the old date again, but the new day has started.
  while (localTimeToMoment(zone, day + 1, 0) <= at) day += 1;
  return day;
}

/**
 * Returns the moment (epoch milliseconds) at which the zone's clock reaches a time of a day; 1440 minutes is the end of
 * the day. Throws a RangeError for an unknown zone.
 */
export function localTimeToMoment(zone: string, day: DayNumber, minutes: number): number {
  const wall = day * DAY_MILLISECONDS + minutes * MINUTE_MILLISECONDS;
  for (const { from, until, offset } of spanCache.get(zone) ?? []) {
    const at = wall - offset;
    if (from <= at && at < until) return at;
  }
  const at = firstMomentShowing(zone, wall);
  cacheSpan(zone, at);
  return at;
}

/** Formats a day as `YYYY-MM-DD`. */
export function formatDate(day: DayNumber): string {
  return new Date(day * DAY_MILLISECONDS).toISOString().slice(0, 10);
}

/** Returns the day of the week, 0 for Monday. 1970-01-01 was a Thursday. */
export function weekdayOf(day: DayNumber): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** Returns the first moment at which the clock shows `wall`, a local time written as if the zone were UTC. */
function firstMomentShowing(zone: string, wall: number): number {
  const dateTime = zonedAt('UTC', wall).toPlainDateTime();
  const shown = dateTime.toZonedDateTime(zone);
  if (shown.toPlainDateTime().equals(dateTime)) return shown.epochMilliseconds;
  // The clock skips this time, so it is reached when the clock is set forward.
  const before = dateTime.toZonedDateTime(zone, { disambiguation: 'earlier' });
  return (before.getTimeZoneTransition('next') ?? shown).epochMilliseconds;
}

function cacheSpan(zone: string, at: number): void {
  const known = spanCache.get(zone) ?? [];
  spanCache.set(zone, [findFixedOffsetSpan(zone, at), ...known].slice(0, MAX_SPANS_PER_ZONE));
}

/** Returns the stretch that contains `at`, or the next one if the clock repeats earlier times at `at`. */
function findFixedOffsetSpan(zone: string, at: number): FixedOffsetSpan {
  let start = zonedAt(zone, at - LOOK_BACK_MILLISECONDS);
  let from = start.epochMilliseconds + MAX_SET_BACK_MILLISECONDS;
  let furthestShown = Number.NEGATIVE_INFINITY;
  for (;;) {
    const change = start.getTimeZoneTransition('next');
    const offset = offsetOf(start);
    if (change === null || change.epochMilliseconds > at) {
      const until = Math.min(change?.epochMilliseconds ?? Number.POSITIVE_INFINITY, at + LOOK_AHEAD_MILLISECONDS);
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
