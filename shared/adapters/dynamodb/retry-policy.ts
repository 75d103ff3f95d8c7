/** How often and how patiently something is tried again; time and chance come from outside. */
export interface RetryPolicy {
  /** All tries, the first included. */
  readonly attempts: number;
  /** Longest wait before the second try, in milliseconds; it doubles with each further one. */
  readonly baseMs: number;
  /** The wait never grows beyond this, in milliseconds. */
  readonly capMs: number;
  /** From 0 up to, not including, 1. */
  readonly random: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/**
 * Ten tries within about two seconds on average. Writers that met once would meet again if they all waited the same, so
 * the wait is drawn from the whole range ("full jitter").
 */
export const PATIENT: RetryPolicy = {
  attempts: 10,
  baseMs: 20,
  capMs: 1000,
  random: Math.random,
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

/** Waits before the try after the `failed`-th one. */
export async function waitAfter(failed: number, policy: RetryPolicy): Promise<void> {
  await policy.sleep(policy.random() * Math.min(policy.capMs, policy.baseMs * 2 ** (failed - 1)));
}
