import type { RepId } from '../domain/ids.ts';
import type { BusyTime, TimeSpan } from '../domain/team/calendar-reading.ts';

/** A rep's calendar, and the zone in which its whole days are meant. */
export interface CalendarToRead {
  readonly rep: RepId;
  readonly address: string;
  readonly zone: string;
}

/** What a calendar says; `because` is a code that contains nothing of the request or the answer. */
export type BusyTimesAnswer =
  | { readonly outcome: 'read'; readonly busy: readonly BusyTime[] }
  | { readonly outcome: 'failed'; readonly because: string };

/** Reads when reps are busy: times only, never titles or attendees. */
export interface BusyTimes {
  /** The most calendars of one call. */
  readonly maxCalendars: number;
  /** Reads these calendars from `window.from` until `window.until`; one answer for each, by rep. Never throws. */
  read(calendars: readonly CalendarToRead[], window: TimeSpan): Promise<ReadonlyMap<RepId, BusyTimesAnswer>>;
}
