import {
  type Calendar,
  type OpeningHours,
  WEEKDAYS,
  type WorkSchedule,
} from '../../../shared/domain/business-hours/calendar.ts';
import type { Instant } from '../../../shared/domain/instant.ts';

/** Hours by days, as in a plan: `{ 'mon-fri': ['09:00-17:00'] }`. */
export type Hours = Readonly<Record<string, readonly string[]>>;

/** A calendar with these hours, closed on these dates. */
export function calendarOf(hours: Hours, closed: Calendar['closed'] = []): Calendar {
  const week: Record<(typeof WEEKDAYS)[number], OpeningHours[]> = {
    mon: [],
    tue: [],
    wed: [],
    thu: [],
    fri: [],
    sat: [],
    sun: [],
  };
  for (const [days, times] of Object.entries(hours)) {
    const [first = days, last = first] = days.split('-');
    for (const day of WEEKDAYS.slice(indexOf(first), indexOf(last) + 1)) {
      week[day] = times.map((time) => ({ start: time.slice(0, 5), end: time.slice(6) }));
    }
  }
  return { week, closed };
}

/** A schedule with these hours in a zone. */
export function scheduleOf(zone: string, hours: Hours, rest: Partial<WorkSchedule> = {}): WorkSchedule {
  return { calendar: calendarOf(hours), zone, holidays: [], leaves: [], ...rest };
}

function indexOf(day: string): number {
  const days: readonly string[] = WEEKDAYS;
  const index = days.indexOf(day);
  if (index < 0) throw new Error(`no such day: ${day}`);
  return index;
}

export const OFFICE: Hours = { 'mon-fri': ['09:00-17:00'] };
export const SPLIT: Hours = { 'mon-thu': ['09:00-12:30', '13:30-18:00'], fri: ['09:00-16:00'] };
export const ALWAYS: Hours = { 'mon-sun': ['00:00-24:00'] };
export const NEVER: Hours = {};

/** Converts local time with an offset, `2026-11-21T20:00+01:00`, to an instant. */
export function instantAt(written: string): Instant {
  return new Date(written).toISOString();
}
