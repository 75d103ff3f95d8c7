import { addSeconds, type Instant, secondsBetween } from '../instant.ts';

const DAY_SECONDS = 24 * 3600;

/** Returns every UTC day of a range, both ends included; none if it ends before it begins. */
export function daysBetween(from: string, to: string): readonly string[] {
  const first: Instant = `${from}T00:00:00.000Z`;
  // Counted, because the text of a day after the year 9999 does not sort behind the others.
  const count = Math.max(0, secondsBetween(first, `${to}T00:00:00.000Z`) / DAY_SECONDS + 1);
  return Array.from({ length: count }, (_, index) => addSeconds(first, index * DAY_SECONDS).slice(0, 10));
}
