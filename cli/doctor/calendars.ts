import { type Instant, secondsBetween } from '../../shared/domain/instant.ts';
import type { CalendarReading } from '../../shared/domain/team/calendar-reading.ts';
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
  if (ids.length === 0) return [];
  const failing = readings.filter(
    (one) =>
      ids.some(({ id }) => id === one.rep) &&
      one.failing &&
      secondsBetween(one.failing.since, now) > MAX_FAILING_SECONDS,
  );
  if (failing.length === 0) return [{ check, state: 'ok', observed: `none of ${ids.length} fails` }];
  return failing.map(({ rep, failing: since }) => ({
    check,
    state: 'warning',
    observed: `that of ${rep} cannot be read since ${since?.since}: ${since?.because}`,
    todo: 'docs/runbook.md#calendar-unreadable',
  }));
}
