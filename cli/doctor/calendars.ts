import { type Instant, secondsBetween } from '../../shared/domain/instant.ts';
import type { CalendarReading } from '../../shared/domain/team/calendar-reading.ts';
import { HR_CALENDAR_ID } from '../../shared/domain/team/hr-leaves.ts';
import type { Rep } from '../../shared/domain/team/rep.ts';
import type { DoctorFinding } from '../finding.ts';

/** Calendars are read every five minutes; a failure of this many seconds is none that passes by itself. */
const MAX_FAILING_SECONDS = 1800;

/** Judges whether reps' calendars can be read. No finding where nobody has one. */
export function judgeCalendars(
  reps: readonly Rep[],
  readings: readonly CalendarReading[],
  now: Instant,
): readonly DoctorFinding[] {
  const check = 'Calendars';
  const ids = reps.filter(({ active, calendar, leaveCalendar }) => active && (calendar ?? leaveCalendar));
  // One that is no longer connected is no longer tried.
  const hr = readings.filter(
    ({ rep, triedAt }) => rep === HR_CALENDAR_ID && secondsBetween(triedAt, now) <= MAX_FAILING_SECONDS,
  );
  const count = ids.length + hr.length;
  if (count === 0) return [];
  const failing = readings.filter(
    (one) =>
      (hr.includes(one) || ids.some(({ id }) => id === one.rep)) &&
      one.failing &&
      secondsBetween(one.failing.since, now) > MAX_FAILING_SECONDS,
  );
  if (failing.length === 0) return [{ check, state: 'ok', observed: `none of ${count} fails` }];
  return failing.map(({ rep, failing: since }) => ({
    check,
    state: 'warning',
    observed: `that of ${rep === HR_CALENDAR_ID ? 'HR' : rep} cannot be read since ${since?.since}: ${since?.because}`,
    todo: 'docs/runbook.md#calendar-unreadable',
  }));
}
