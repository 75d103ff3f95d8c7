import type { Instant } from '../instant.ts';

/** Days of the week as the plan writes them, in ISO order (Monday is 1). */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Wall-clock opening on one day, `{ start: '09:00', end: '12:30' }`; `end` may be `24:00`. Never crosses midnight. */
export interface Opening {
  readonly start: string;
  readonly end: string;
}

/** Weekly opening hours in somebody's own zone, with days that are closed besides holidays (dates `YYYY-MM-DD`, both ends count). */
export interface Calendar {
  readonly week: Readonly<Record<Weekday, readonly Opening[]>>;
  readonly closed: readonly { readonly from: string; readonly to: string }[];
}

/** When one person works: a calendar, read in their zone, without their holidays and leaves. */
export interface WorkSchedule {
  readonly calendar: Calendar;
  /** IANA zone, `Europe/Berlin`. */
  readonly zone: string;
  /** Dates `YYYY-MM-DD` on which they do not work. */
  readonly holidays: readonly string[];
  readonly leaves: readonly { readonly from: Instant; readonly until: Instant }[];
}
