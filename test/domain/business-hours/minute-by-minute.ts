import { WEEKDAYS, type WorkSchedule } from '../../../shared/domain/business-hours/calendar.ts';

/**
 * The rules of business hours done the slow and obvious way, to check the quick one against: minute after minute, what does a clock in
 * the zone show? It shares nothing with the real thing, neither Temporal nor arithmetic with offsets.
 *
 * All times here are whole minutes since 1970 in UTC.
 */
export interface Window {
  readonly from: number;
  readonly until: number;
}

/** For each minute of a window, the furthest that the zone's clock has got, `2026-11-21T20:12`: set back, it counts as standing still. */
function clockOf(zone: string, window: Window): readonly string[] {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  let furthest = '';
  const clock: string[] = [];
  for (let minute = window.from - 2 * 1440; minute < window.until; minute += 1) {
    const shown = format.format(minute * 60_000).replace(' ', 'T');
    if (shown > furthest) furthest = shown;
    if (minute >= window.from) clock.push(furthest);
  }
  return clock;
}

const clocks = new Map<string, readonly string[]>();

/** Whether each minute of the window is working time. */
export function openMinutes(schedule: WorkSchedule, window: Window): readonly boolean[] {
  const key = `${schedule.zone} ${window.from} ${window.until}`;
  const clock = clocks.get(key) ?? clockOf(schedule.zone, window);
  clocks.set(key, clock);
  return clock.map((shown, index) => {
    const [date = '', time = ''] = shown.split('T');
    return isInOpening(schedule, date, time) && !isDayOff(schedule, date) && !isOnLeave(schedule, window.from + index);
  });
}

function isInOpening(schedule: WorkSchedule, date: string, time: string): boolean {
  const weekday = WEEKDAYS[(new Date(`${date}T12:00Z`).getUTCDay() + 6) % 7] ?? 'mon';
  return schedule.calendar.week[weekday].some(({ start, end }) => start <= time && time < end);
}

function isDayOff({ holidays, calendar }: WorkSchedule, date: string): boolean {
  return holidays.some((day) => day === date) || calendar.closed.some(({ from, to }) => date >= from && date <= to);
}

function isOnLeave({ leaves }: WorkSchedule, minute: number): boolean {
  const at = new Date(minute * 60_000).toISOString();
  return leaves.some(({ from, until }) => from <= at && at < until);
}
