import { vi } from 'vitest';
import { TIME_LIMITS } from '../support/time-limits.ts';

/** Polls until the expectations hold and returns the result; fails with the last assertion error. */
export function eventually<Found>(ask: () => Promise<Found>): Promise<Found> {
  return vi.waitFor(ask, { timeout: TIME_LIMITS.eventually, interval: 250 });
}

/** Waits until an instant has passed: when something must not happen, there is no other condition to wait for. */
export function waitUntilPast(instant: string, marginSeconds = 2): Promise<void> {
  const left = Date.parse(instant) + marginSeconds * 1000 - Date.now();
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, left)));
}
