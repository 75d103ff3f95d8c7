import type { WorkSchedule } from '../business-hours/calendar.ts';
import { openingsOn, timeToMinutes } from '../business-hours/open-spans.ts';
import { type DayNumber, formatDate, localDayAt, localTimeToMoment, weekdayOf } from '../business-hours/zone-clock.ts';
import { type Instant, instantOf, millisecondsOf } from '../instant.ts';

/** Days, `2026-11-16`, both included. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

/** A work day of a manager that has begun. */
export interface Morning {
  /** By the clock of the manager. */
  readonly day: string;
  /** The days since the last work day began, up to yesterday. */
  readonly since: Days;
  /** When the day ends. */
  readonly endsAt: Instant;
  /** The last whole week, Monday to Sunday, and the one before it. */
  readonly lastWeek: Days;
  readonly weekBefore: Days;
}

/** Nobody's day begins earlier, even if their calendar is open at night. */
const EARLIEST_MINUTES = 7 * 60;
const WEEK_DAYS = 7;

/**
 * Returns a person's work day once it has begun: at the time that they prefer, else when their hours open. Undefined
 * before that, on days off, and while they are away.
 * @param time the preferred time of day, `08:30`
 */
export function morningOf(schedule: WorkSchedule, time: string | undefined, now: Instant): Morning | undefined {
  const { zone, leaves } = schedule;
  const today = localDayAt(zone, millisecondsOf(now));
  const opens = openingOn(schedule, today);
  if (opens === undefined) return undefined;
  const minutes = time === undefined ? Math.max(opens, EARLIEST_MINUTES) : timeToMinutes(time);
  const at = instantOf(localTimeToMoment(zone, today, minutes));
  if (at > now || leaves.some((leave) => leave.from <= at && at < leave.until)) return undefined;
  const monday = today - weekdayOf(today);
  return {
    day: formatDate(today),
    since: toDays(lastWorkDayBefore(schedule, today), today - 1),
    endsAt: instantOf(localTimeToMoment(zone, today + 1, 0)),
    lastWeek: toDays(monday - WEEK_DAYS, monday - 1),
    weekBefore: toDays(monday - 2 * WEEK_DAYS, monday - WEEK_DAYS - 1),
  };
}

/** Returns the minutes from midnight to the first opening of a day. */
function openingOn(schedule: WorkSchedule, day: DayNumber): number | undefined {
  const starts = openingsOn(schedule, day).map(({ start }) => timeToMinutes(start));
  return starts.length === 0 ? undefined : Math.min(...starts);
}

function lastWorkDayBefore(schedule: WorkSchedule, today: DayNumber): DayNumber {
  for (let day = today - 1; day >= today - WEEK_DAYS; day -= 1) if (openingsOn(schedule, day).length > 0) return day;
  return today - 1;
}

function toDays(from: DayNumber, to: DayNumber): Days {
  return { from: formatDate(from), to: formatDate(to) };
}
