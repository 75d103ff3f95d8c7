import { vi } from 'vitest';

/** Longer than anything here takes on a busy machine, the sweep's minute included. */
const PATIENCE_MILLISECONDS = 100_000;

/** Asks until the expectations hold, and then answers what was found; fails with the last complaint. */
export function eventually<Found>(ask: () => Promise<Found>): Promise<Found> {
  return vi.waitFor(ask, { timeout: PATIENCE_MILLISECONDS, interval: 250 });
}

/** Lets a deadline pass: for what must not happen there is no other condition to wait for. */
export function passingOf(instant: string, marginSeconds = 2): Promise<void> {
  const left = Date.parse(instant) + marginSeconds * 1000 - Date.now();
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, left)));
}
