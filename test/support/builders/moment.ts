import { addSeconds, type Instant } from '../../../shared/domain/instant.ts';

/** The Monday morning on which tests take place. */
export const MONDAY: Instant = '2026-11-23T09:00:00.000Z';

/** Returns the time this many minutes after that Monday morning. */
export function minutesAfterMonday(after: number): Instant {
  return addSeconds(MONDAY, after * 60);
}
