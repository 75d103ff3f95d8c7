/**
 * A moment in UTC as ISO 8601 text of fixed width with milliseconds, `2026-11-21T20:12:00.000Z`.
 * Because the width is fixed, string comparison orders moments in code, keys and indexes.
 */
export type Instant = string;

/** Converts epoch milliseconds to an {@link Instant}. */
export function instantOf(epochMilliseconds: number): Instant {
  return new Date(epochMilliseconds).toISOString();
}

/** Converts an {@link Instant} to epoch milliseconds. */
export function millisecondsOf(at: Instant): number {
  return Date.parse(at);
}

/** Returns the moment `seconds` later (earlier when negative). */
export function addSeconds(at: Instant, seconds: number): Instant {
  return instantOf(millisecondsOf(at) + seconds * 1000);
}

/** Returns the seconds from one moment to another; negative when `to` is earlier. */
export function secondsBetween(from: Instant, to: Instant): number {
  return (millisecondsOf(to) - millisecondsOf(from)) / 1000;
}

/** Returns the earliest of some moments, ignoring undefined ones; undefined when none is set. */
export function earliest(...moments: readonly (Instant | undefined)[]): Instant | undefined {
  return moments.filter((at) => at !== undefined).sort()[0];
}

/** Returns the minute of a moment, `2026-11-21T20:12`. */
export function minuteOf(at: Instant): string {
  return at.slice(0, '2026-11-21T20:12'.length);
}
