import { vi } from 'vitest';

/** Longer than anything here takes on a busy machine, including the sweep's interval. */
const TIMEOUT_MILLISECONDS = 100_000;

/** Polls until the expectations hold and returns the result; fails with the last assertion error. */
export function eventually<Found>(ask: () => Promise<Found>): Promise<Found> {
  return vi.waitFor(ask, { timeout: TIMEOUT_MILLISECONDS, interval: 250 });
}

/** Waits until an instant has passed: when something must not happen, there is no other condition to wait for. */
export function waitUntilPast(instant: string, marginSeconds = 2): Promise<void> {
  const left = Date.parse(instant) + marginSeconds * 1000 - Date.now();
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, left)));
}
