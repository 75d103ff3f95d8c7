import { type Instant, secondsBetween } from '../instant.ts';

/**
 * Maximum number of delivery attempts per event and subscription, over about 24 hours. After the last one a human has
 * to look.
 */
export const MAX_WEBHOOK_ATTEMPTS = 11;

const FIRST_WAIT_SECONDS = 5;
const BACKOFF_FACTOR = 3;
const MAX_WAIT_SECONDS = 11 * 3600;
/** A queue holds a message back for at most a quarter of an hour. Longer waits take several messages. */
export const MAX_DELAY_SECONDS = 15 * 60;
/**
 * A wait lasts between this share of its full length and all of it, so that deliveries that failed together are not
 * retried together.
 */
const MIN_WAIT_SHARE = 0.7;

/**
 * Returns the seconds to wait after the n-th attempt failed: three times as long each time, up to eleven hours.
 * @param random from 0 to 1
 */
export function calculateWaitSeconds(attempt: number, random: number): number {
  const maxSeconds = Math.min(FIRST_WAIT_SECONDS * BACKOFF_FACTOR ** (attempt - 1), MAX_WAIT_SECONDS);
  return Math.ceil(maxSeconds * (MIN_WAIT_SHARE + (1 - MIN_WAIT_SHARE) * random));
}

/** Returns how long a queue is to hold back a message that is due at this time. */
export function delaySecondsUntil(dueAt: Instant, now: Instant): number {
  return Math.min(Math.max(0, Math.ceil(secondsBetween(now, dueAt))), MAX_DELAY_SECONDS);
}
