import { millisecondsOf } from '../instant.ts';
import { type OpeningHours, WEEKDAYS, type WorkSchedule } from './calendar.ts';
import { type DayNumber, formatDate, localDayAt, localTimeToMoment, weekdayOf } from './zone-clock.ts';

/** Working time without a break, in epoch milliseconds: `from` included, `until` excluded, never empty. */
export interface OpenSpan {
  readonly from: number;
  readonly until: number;
}

/** Returns the openings on a day of the schedule's zone: none on holidays and closed dates. */
export function openingsOn(schedule: WorkSchedule, day: DayNumber): readonly OpeningHours[] {
  const openings = schedule.calendar.week[WEEKDAYS[weekdayOf(day)] ?? 'mon'];
  return openings.length === 0 || isDayOff(schedule, day) ? [] : openings;
}

/** Converts a local time, `09:30` or `24:00`, to minutes since midnight. */
export function timeToMinutes(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/**
 * Yields all working time from a moment on (epoch milliseconds), in order and without overlap, for `days` days in the
 * schedule's zone, the current day included. Spans can touch: working past midnight yields two of them.
 */
export function* iterateOpenSpans(schedule: WorkSchedule, from: number, days: number): Generator<OpenSpan> {
  const leaves = leavesAfter(schedule, from);
  const today = localDayAt(schedule.zone, from);
  let counted = from;
  for (let day = today; day < today + days; day += 1) {
    for (const opening of sortByStart(openingsOn(schedule, day))) {
      const start = Math.max(counted, localTimeToMoment(schedule.zone, day, timeToMinutes(opening.start)));
      const end = localTimeToMoment(schedule.zone, day, timeToMinutes(opening.end));
      if (end <= start) continue;
      counted = end;
      yield* subtractLeaves(leaves, { from: start, until: end });
    }
  }
}

function isDayOff(schedule: WorkSchedule, day: DayNumber): boolean {
  const { holidays, calendar } = schedule;
  if (holidays.length === 0 && calendar.closed.length === 0) return false;
  const date = formatDate(day);
  return holidays.includes(date) || calendar.closed.some((range) => range.from <= date && date <= range.to);
}

function sortByStart(openings: readonly OpeningHours[]): readonly OpeningHours[] {
  return openings.length < 2 ? openings : openings.toSorted((a, b) => timeToMinutes(a.start) - timeToMinutes(b.start));
}

function leavesAfter(schedule: WorkSchedule, from: number): readonly OpenSpan[] {
  return schedule.leaves
    .map((leave) => ({ from: millisecondsOf(leave.from), until: millisecondsOf(leave.until) }))
    .filter((leave) => leave.until > from)
    .sort((a, b) => a.from - b.from);
}

/** Yields the parts of a span outside leaves. `leaves` are sorted by start and can overlap. */
function* subtractLeaves(leaves: readonly OpenSpan[], span: OpenSpan): Generator<OpenSpan> {
  let from = span.from;
  for (const leave of leaves) {
    if (leave.until <= from || leave.from >= span.until) continue;
    if (leave.from > from) yield { from, until: leave.from };
    from = leave.until;
  }
  if (from < span.until) yield { from, until: span.until };
}
