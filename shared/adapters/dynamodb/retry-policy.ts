/** How often and with what delays to retry. Time and randomness are injected. */
export interface RetryPolicy {
  /** Number of attempts, including the first. */
  readonly maxAttempts: number;
  /** Maximum wait before the second attempt, in milliseconds. Doubles with each further attempt. */
  readonly baseMs: number;
  /** Upper limit of the wait, in milliseconds. */
  readonly capMs: number;
  /** Returns a number from 0 (inclusive) to 1 (exclusive). */
  readonly random: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/**
 * Ten attempts within about two seconds on average. Writers that collided once would collide again if they waited
 * equally long, so the wait is random over the whole range ("full jitter").
 */
export const DEFAULT_RETRY_POLICY: RetryPolicy = {
  maxAttempts: 10,
  baseMs: 20,
  capMs: 1000,
  random: Math.random,
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

/** Waits before the next attempt, after `failed` failed ones. */
export async function waitBeforeRetry(failed: number, policy: RetryPolicy): Promise<void> {
  await policy.sleep(policy.random() * Math.min(policy.capMs, policy.baseMs * 2 ** (failed - 1)));
}
