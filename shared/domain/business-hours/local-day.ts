import { type Instant, instantOf, millisecondsOf } from '../instant.ts';
import { dateOf, dayReached, momentReached } from './zone-clock.ts';

/** The day on a rep's own calendar, `2026-11-21`: the one a lead given now counts on. Throws a RangeError for an unknown zone. */
export function localDay(zone: string, at: Instant): string {
  return dateOf(dayReached(zone, millisecondsOf(at)));
}

/** When the next day begins for a rep, and with it a fresh daily cap. Throws a RangeError for an unknown zone. */
export function nextLocalDay(zone: string, at: Instant): Instant {
  return instantOf(momentReached(zone, dayReached(zone, millisecondsOf(at)) + 1, 0));
}
