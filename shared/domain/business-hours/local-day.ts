import { type Instant, instantOf, millisecondsOf } from '../instant.ts';
import { formatDate, localDayAt, localTimeToMoment } from './zone-clock.ts';

/**
 * Returns the local date, `2026-11-21`, that a lead assigned now counts on. Throws a RangeError for an unknown zone.
 */
export function localDateOf(zone: string, at: Instant): string {
  return formatDate(localDayAt(zone, millisecondsOf(at)));
}

/** Returns when the rep's next day starts, which resets the daily cap. Throws a RangeError for an unknown zone. */
export function nextLocalDayStart(zone: string, at: Instant): Instant {
  return instantOf(localTimeToMoment(zone, localDayAt(zone, millisecondsOf(at)) + 1, 0));
}

/** Returns the moment at which a zone's clock reaches a time of a date. Throws a RangeError for an unknown zone. */
export function localTimeToInstant(
  zone: string,
  at: { readonly year: number; readonly month: number; readonly day: number; readonly minutes: number },
): Instant {
  const day = Math.floor(Date.UTC(at.year, at.month - 1, at.day) / 86_400_000);
  return instantOf(localTimeToMoment(zone, day, at.minutes));
}
