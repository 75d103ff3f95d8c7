/** Attempts at telling a subscription of an event, over some 24 hours; after the last a person has to look. */
export const WEBHOOK_ATTEMPTS = 11;

const FIRST_SECONDS = 5;
const FACTOR = 3;
/** A message of SQS can be hidden for 12 hours from when it was received, and that was some time ago. */
const LONGEST_SECONDS = 11 * 3600;
/** A wait is between this share of its length and the whole, so that what failed together does not come back together. */
const SHORTEST_SHARE = 0.7;

/**
 * Seconds to wait after the n-th attempt failed: three times as long each time, up to eleven hours.
 * @param random from 0 to 1
 */
export function waitAfterAttempt(attempt: number, random: number): number {
  const longest = Math.min(FIRST_SECONDS * FACTOR ** (attempt - 1), LONGEST_SECONDS);
  return Math.ceil(longest * (SHORTEST_SHARE + (1 - SHORTEST_SHARE) * random));
}
