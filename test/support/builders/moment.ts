import { addSeconds, type Instant } from '../../../shared/domain/instant.ts';

/** A Monday morning on which invented things happen. */
export const MONDAY: Instant = '2026-11-23T09:00:00.000Z';

/** So many minutes after that Monday morning. */
export function minutes(after: number): Instant {
  return addSeconds(MONDAY, after * 60);
}
