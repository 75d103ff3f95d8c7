import type { Instant } from '../../shared/domain/instant.ts';
import type { CalendarReading } from '../../shared/domain/team/calendar-reading.ts';
import type { Rep } from '../../shared/domain/team/rep.ts';

/** The columns of {@link calendarRows}. */
export const CALENDAR_COLUMNS = ['rep', 'calendar', 'state', 'next busy', 'leaves'] as const;

/** Returns a row for each active rep with a calendar: whether it can be read, when they are busy next, their leaves. */
export function calendarRows(
  reps: readonly Rep[],
  readings: readonly CalendarReading[],
  now: Instant,
): readonly (readonly string[])[] {
  const byRep = new Map(readings.map((reading) => [reading.rep, reading]));
  return reps
    .filter(({ active, calendar, leaveCalendar }) => active && (calendar ?? leaveCalendar))
    .map((rep) => {
      const reading = byRep.get(rep.id);
      const next = reading?.busy.find(({ until }) => until > now);
      const leaves = rep.leaves.filter(({ source, until }) => source === 'calendar' && until > now);
      return [
        rep.id,
        rep.calendar?.kind ?? 'leaves only',
        stateOf(reading),
        next ? `${minute(next.from)} – ${minute(next.until)}` : '–',
        leaves.map(({ from, until }) => `${minute(from)} – ${minute(until)}`).join(', ') || '–',
      ];
    });
}

function stateOf(reading: CalendarReading | undefined): string {
  if (!reading) return 'not read yet';
  if (reading.failing) return `cannot be read since ${minute(reading.failing.since)}: ${reading.failing.because}`;
  return `read ${minute(reading.readAt ?? reading.triedAt)}`;
}

function minute(at: Instant): string {
  return `${at.slice(0, 16).replace('T', ' ')}Z`;
}
