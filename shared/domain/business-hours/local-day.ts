import { type Instant, instantOf, millisecondsOf } from '../instant.ts';
import { dateOf, dayReached, momentReached } from './zone-clock.ts';

/**
 * Returns the local date, `2026-11-21`, that a lead assigned now counts on. Throws a RangeError for an unknown zone.
 */
export function localDay(zone: string, at: Instant): string {
  return dateOf(dayReached(zone, millisecondsOf(at)));
}

/** Returns when the rep's next day starts, which resets the daily cap. Throws a RangeError for an unknown zone. */
export function nextLocalDay(zone: string, at: Instant): Instant {
  return instantOf(momentReached(zone, dayReached(zone, millisecondsOf(at)) + 1, 0));
}
