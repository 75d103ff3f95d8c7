/**
 * A moment in UTC as ISO-8601 text with milliseconds and fixed width, `2026-11-21T20:12:00.000Z`.
 * Fixed width makes plain string comparison order moments, in code, in keys and in indexes alike.
 */
export type Instant = string;

/** Writes epoch milliseconds as an {@link Instant}. */
export function instantOf(epochMilliseconds: number): Instant {
  return new Date(epochMilliseconds).toISOString();
}

/** Epoch milliseconds of an {@link Instant}. */
export function millisecondsOf(at: Instant): number {
  return Date.parse(at);
}

/** The moment `seconds` later (earlier when negative). */
export function addSeconds(at: Instant, seconds: number): Instant {
  return instantOf(millisecondsOf(at) + seconds * 1000);
}

/** Seconds from one moment to another; negative when `to` is earlier. */
export function secondsBetween(from: Instant, to: Instant): number {
  return (millisecondsOf(to) - millisecondsOf(from)) / 1000;
}

/** The earliest of some moments, ignoring those that are not set; undefined when none is. */
export function earliest(...moments: readonly (Instant | undefined)[]): Instant | undefined {
  return moments.filter((at) => at !== undefined).sort()[0];
}
