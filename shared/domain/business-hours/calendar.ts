import type { Instant } from '../instant.ts';

/** Days of the week as the plan writes them, in ISO order (Monday is 1). */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Opening hours in local time: `{ start: '09:00', end: '12:30' }`. `end` can be `24:00`. Never crosses midnight. */
export interface OpeningHours {
  readonly start: string;
  readonly end: string;
}

/** Weekly opening hours in a person's own zone, and closed dates besides holidays (`YYYY-MM-DD`, ends included). */
export interface Calendar {
  readonly week: Readonly<Record<Weekday, readonly OpeningHours[]>>;
  readonly closed: readonly { readonly from: string; readonly to: string }[];
}

/** When one person works: a calendar in their time zone, minus their holidays and leaves. */
export interface WorkSchedule {
  readonly calendar: Calendar;
  /** IANA zone, `Europe/Berlin`. */
  readonly zone: string;
  /** Dates on which they do not work, `YYYY-MM-DD`. */
  readonly holidays: readonly string[];
  readonly leaves: readonly { readonly from: Instant; readonly until: Instant }[];
}

/** Whether a schedule has anything but its weekly hours: leave, holidays or closed dates. */
export function hasDaysOff({ leaves, holidays, calendar }: WorkSchedule): boolean {
  return leaves.length > 0 || holidays.length > 0 || calendar.closed.length > 0;
}

/**
 * Whether a schedule has such days that are not over. `today`: the local date of `now`. What is over must not count:
 * it is not kept with a decision.
 */
export function hasDaysOffAhead({ leaves, holidays, calendar }: WorkSchedule, now: Instant, today: string): boolean {
  return (
    leaves.some(({ until }) => until > now) ||
    holidays.some((date) => date >= today) ||
    calendar.closed.some(({ to }) => to >= today)
  );
}
