import type { RepId } from '../domain/ids.ts';
import type { CalendarReading } from '../domain/team/calendar-reading.ts';

/** Stores what was last read of each rep's calendar: times only. */
export interface CalendarStore {
  /** Returns what is known of these reps' calendars; reps without a reading are left out. */
  readingsOf(reps: readonly RepId[]): Promise<readonly CalendarReading[]>;
  /** Replaces what is known of one calendar. */
  save(reading: CalendarReading): Promise<void>;
}
