import { addSeconds, type Instant, instantOf, millisecondsOf } from '../instant.ts';
import type { WorkSchedule } from './calendar.ts';
import { iterateOpenSpans, type OpenSpan } from './open-spans.ts';
import { addWorkingSeconds, nextOpening } from './working-time.ts';
import { localDayAt, localTimeToMoment } from './zone-clock.ts';

/** Two years. If they hold fewer working days than a deadline needs, it cannot be computed in working days. */
const MAX_DAYS_TO_LOOK_AHEAD = 731;

/**
 * How long something may take while its owner is at work: seconds of working time or, with `days`, that many working
 * days. `seconds` is then what passes for an owner who never works: 24 hours for each day.
 */
export interface WorkingTime {
  readonly seconds: number;
  readonly days?: number;
}

/** Adds working time or, for an owner who does not work long enough, as much elapsed time: nothing is without a date. */
export function addWorkingTime(schedule: WorkSchedule, from: Instant, { seconds, days }: WorkingTime): Instant {
  const at = days === undefined ? addWorkingSeconds(schedule, from, seconds) : addWorkingDays(schedule, from, days);
  return at ?? addSeconds(from, seconds);
}

/**
 * Returns the moment `days` working days after `from`: on the n-th later day that has any working time, when as much of
 * that day's working time has passed as had passed on the first day; at the latest when it ends. A moment at which
 * nobody works counts as the next opening. Only working time is counted, so a changed clock, a holiday or a leave moves
 * nothing. Undefined when two years hold fewer working days. Throws a RangeError unless `days` is a whole number from 1.
 */
export function addWorkingDays(schedule: WorkSchedule, from: Instant, days: number): Instant | undefined {
  if (!Number.isInteger(days) || days < 1) throw new RangeError(`working days to add must be 1 or more, not ${days}`);
  const opening = nextOpening(schedule, from);
  if (opening === undefined) return undefined;
  const start = millisecondsOf(opening);
  const [first, ...others] = takeWorkingDays(schedule, start, days + 1);
  const last = others[days - 1];
  if (!first || !last) return undefined;
  const passed = first.reduce((sum, span) => sum + Math.max(0, Math.min(span.until, start) - span.from), 0);
  return instantOf(momentAfter(last, passed));
}

/** Returns the working time of the day of a moment and of the working days after it, `count` days at most. */
function takeWorkingDays(schedule: WorkSchedule, at: number, count: number): readonly (readonly OpenSpan[])[] {
  const days: OpenSpan[][] = [];
  let current: number | undefined;
  const dawn = localTimeToMoment(schedule.zone, localDayAt(schedule.zone, at), 0);
  for (const span of iterateOpenSpans(schedule, dawn, MAX_DAYS_TO_LOOK_AHEAD)) {
    const day = localDayAt(schedule.zone, span.from);
    if (day === current) days.at(-1)?.push(span);
    else if (days.length === count) return days;
    else days.push([span]);
    current = day;
  }
  return days;
}

/** Returns when so many milliseconds of a day's working time have passed; its end if it has fewer. */
function momentAfter(spans: readonly OpenSpan[], milliseconds: number): number {
  let left = milliseconds;
  let end = 0;
  for (const { from, until } of spans) {
    if (left <= until - from) return from + left;
    left -= until - from;
    end = until;
  }
  return end;
}
