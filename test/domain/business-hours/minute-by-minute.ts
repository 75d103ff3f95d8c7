import { type OpeningHours, WEEKDAYS, type WorkSchedule } from '../../../shared/domain/business-hours/calendar.ts';
import type { Instant } from '../../../shared/domain/instant.ts';

/**
 * A slow and simple reference implementation of business hours: it reads the zone's clock for every minute. It shares
 * no code with the real implementation: neither Temporal nor offset arithmetic.
 *
 * All times here are whole minutes since 1970 in UTC.
 */
export interface Window {
  readonly from: number;
  readonly until: number;
}

/** The latest local time a zone's clock has shown, `2026-11-21` `20:12`. A clock set back counts as stopped. */
interface Reading {
  readonly date: string;
  readonly time: string;
}

/** Reads the clock for each minute of a window. */
function clockOf(zone: string, window: Window): readonly Reading[] {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  let furthest = '';
  const clock: Reading[] = [];
  for (let minute = window.from - 2 * 1440; minute < window.until; minute += 1) {
    const shown = format.format(minute * 60_000);
    if (shown > furthest) furthest = shown;
    const [date = '', time = ''] = furthest.split(' ');
    if (minute >= window.from) clock.push({ date, time });
  }
  return clock;
}

const clocks = new Map<string, readonly Reading[]>();

/** Returns whether each minute of the window is working time. */
export function openMinutes(schedule: WorkSchedule, window: Window): readonly boolean[] {
  const key = `${schedule.zone} ${window.from} ${window.until}`;
  const clock = clocks.get(key) ?? clockOf(schedule.zone, window);
  clocks.set(key, clock);
  const dates = new Set(clock.map(({ date }) => date));
  const openings = new Map([...dates].map((date) => [date, openingsOn(schedule, date)]));
  const leaves = schedule.leaves.map(({ from, until }) => ({ from: minuteOf(from), until: minuteOf(until) }));
  return clock.map(({ date, time }, index) => {
    const minute = window.from + index;
    const isInOpening = openings.get(date)?.some(({ start, end }) => start <= time && time < end) ?? false;
    return isInOpening && !leaves.some(({ from, until }) => from <= minute && minute < until);
  });
}

function openingsOn(schedule: WorkSchedule, date: string): readonly OpeningHours[] {
  const { holidays, calendar } = schedule;
  const weekday = WEEKDAYS[(new Date(`${date}T12:00Z`).getUTCDay() + 6) % 7] ?? 'mon';
  const isDayOff =
    holidays.some((day) => day === date) || calendar.closed.some(({ from, to }) => date >= from && date <= to);
  return isDayOff ? [] : calendar.week[weekday];
}

function minuteOf(at: Instant): number {
  return Date.parse(at) / 60_000;
}
