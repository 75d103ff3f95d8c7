import { type Instant, instantOf, millisecondsOf } from '../instant.ts';
import { type Calendar, WEEKDAYS, type WorkSchedule } from './calendar.ts';
import { iterateOpenSpans, openingsOn, timeToMinutes } from './open-spans.ts';
import { localDayAt, localTimeToMoment } from './zone-clock.ts';

/** A year, plus a few days for a leave or holidays after it. */
const MAX_DAYS_TO_NEXT_CHANGE = 370;

/** Two years. If they hold less working time than a deadline needs, it cannot be computed in working time. */
const MAX_DAYS_OF_WORKING_TIME = 731;

/** Whether a week of this calendar has any opening. Plans with calendars that have none are rejected. */
export function hasOpenings(calendar: Calendar): boolean {
  return WEEKDAYS.some((day) => calendar.week[day].some(({ start, end }) => timeToMinutes(start) < timeToMinutes(end)));
}

/**
 * Whether a person is at work: from an opening's start to just before its end; never on a holiday, closed date or
 * leave.
 */
export function isOpen(schedule: WorkSchedule, at: Instant): boolean {
  if (schedule.leaves.some((leave) => leave.from <= at && at < leave.until)) return false;
  const { zone } = schedule;
  const now = millisecondsOf(at);
  const day = localDayAt(zone, now);
  return openingsOn(schedule, day).some(
    ({ start, end }) =>
      localTimeToMoment(zone, day, timeToMinutes(start)) <= now &&
      now < localTimeToMoment(zone, day, timeToMinutes(end)),
  );
}

/** Returns the first moment of working time at or after `at` (`at` when open); undefined if none within 370 days. */
export function nextOpening(schedule: WorkSchedule, at: Instant): Instant | undefined {
  for (const span of iterateOpenSpans(schedule, millisecondsOf(at), MAX_DAYS_TO_NEXT_CHANGE))
    return instantOf(span.from);
  return undefined;
}

/** Returns the first moment after `at` at which {@link isOpen} changes; undefined when it does not within 370 days. */
export function nextChange(schedule: WorkSchedule, at: Instant): Instant | undefined {
  const now = millisecondsOf(at);
  let openUntil = now;
  for (const span of iterateOpenSpans(schedule, now, MAX_DAYS_TO_NEXT_CHANGE)) {
    if (span.from > openUntil) return instantOf(openUntil > now ? openUntil : span.from);
    openUntil = span.until;
  }
  const lookedUntil = localTimeToMoment(schedule.zone, localDayAt(schedule.zone, now) + MAX_DAYS_TO_NEXT_CHANGE, 0);
  return openUntil > now && openUntil < lookedUntil ? instantOf(openUntil) : undefined;
}

/**
 * Returns the earliest moment at which `seconds` of working time have passed since `from`. A deadline that falls
 * exactly on closing time is due then, not at the next opening. 0 seconds are due at `from`, open or not. Adding in two
 * steps equals adding at once. Undefined when two years hold less working time. Throws a RangeError for negative
 * seconds.
 */
export function addWorkingSeconds(schedule: WorkSchedule, from: Instant, seconds: number): Instant | undefined {
  if (!(seconds >= 0)) throw new RangeError(`working seconds to add must be 0 or more, not ${seconds}`);
  let left = Math.round(seconds * 1000);
  if (left === 0) return from;
  for (const span of iterateOpenSpans(schedule, millisecondsOf(from), MAX_DAYS_OF_WORKING_TIME)) {
    const length = span.until - span.from;
    if (left <= length) return instantOf(span.from + left);
    left -= length;
  }
  return undefined;
}

/** Returns the elapsed seconds of working time between two moments; negative when `to` is earlier. */
export function workingSecondsBetween(schedule: WorkSchedule, from: Instant, to: Instant): number {
  if (to < from) return 0 - workingSecondsBetween(schedule, to, from);
  const [start, end] = [millisecondsOf(from), millisecondsOf(to)];
  const days = localDayAt(schedule.zone, end) - localDayAt(schedule.zone, start) + 1;
  let worked = 0;
  for (const span of iterateOpenSpans(schedule, start, days)) {
    worked += Math.max(0, Math.min(span.until, end) - span.from);
  }
  return worked / 1000;
}
