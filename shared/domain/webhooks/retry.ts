/**
 * Maximum number of delivery attempts per event and subscription, over about 24 hours. After the last one a human has
 * to look.
 */
export const WEBHOOK_ATTEMPTS = 11;

const FIRST_SECONDS = 5;
const FACTOR = 3;
/** SQS can hide a message for at most 12 hours after it was received, which was some time ago. */
const LONGEST_SECONDS = 11 * 3600;
/**
 * A wait lasts between this share of its full length and all of it, so that deliveries that failed together are not
 * retried together.
 */
const SHORTEST_SHARE = 0.7;

/**
 * Returns the seconds to wait after the n-th attempt failed: three times as long each time, up to eleven hours.
 * @param random from 0 to 1
 */
export function waitAfterAttempt(attempt: number, random: number): number {
  const longest = Math.min(FIRST_SECONDS * FACTOR ** (attempt - 1), LONGEST_SECONDS);
  return Math.ceil(longest * (SHORTEST_SHARE + (1 - SHORTEST_SHARE) * random));
}
