import type { RepId } from '../domain/ids.ts';

/** Has reps' calendars read at once, for a lead that cannot wait for the schedule. */
export interface CalendarRefresh {
  /**
   * Reads these reps' calendars again and stores what they say. Never throws, and takes no longer than a short limit.
   * `skipped`: nothing was read in time, so that what is known counts.
   */
  refresh(reps: readonly RepId[]): Promise<'done' | 'skipped'>;
}
