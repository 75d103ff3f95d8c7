import { addSeconds, type Instant } from '../../shared/domain/instant.ts';
import { type CalendarReading, WINDOW_SECONDS } from '../../shared/domain/team/calendar-reading.ts';
import { HR_CALENDAR_ID, matchHrEvents } from '../../shared/domain/team/hr-leaves.ts';
import type { Rep } from '../../shared/domain/team/rep.ts';
import type { HrCalendar } from '../../shared/ports/hr-calendar.ts';

/** The columns of {@link calendarRows}. */
export const CALENDAR_COLUMNS = ['rep', 'calendar', 'state', 'next busy', 'leaves'] as const;

/** Returns a row for each active rep with a calendar or a leave from one: whether it can be read, when they are busy next, their leaves. */
export function calendarRows(
  reps: readonly Rep[],
  readings: readonly CalendarReading[],
  now: Instant,
): readonly (readonly string[])[] {
  const byRep = new Map(readings.map((reading) => [reading.rep, reading]));
  return reps
    .filter(
      ({ active, calendar, leaveCalendar, leaves }) =>
        active && (calendar ?? leaveCalendar ?? leaves.find(({ source }) => source !== undefined)),
    )
    .map((rep) => {
      const reading = byRep.get(rep.id);
      const next = reading?.busy.find(({ until }) => until > now);
      const leaves = rep.leaves.filter(({ source, until }) => source !== undefined && until > now);
      return [
        rep.id,
        rep.calendar?.kind ?? (rep.leaveCalendar === undefined ? 'HR calendar only' : 'leaves only'),
        rep.calendar || rep.leaveCalendar !== undefined ? stateOf(reading) : '–',
        next ? `${minute(next.from)} – ${minute(next.until)}` : '–',
        leaves.map(({ from, until }) => `${minute(from)} – ${minute(until)}`).join(', ') || '–',
      ];
    });
}

/** The most events without a rep that are listed. */
const MAX_LISTED = 20;

/**
 * Reads the HR calendar and says what in it belongs to no rep, or to several, each with its time and with what could tell
 * whose it is: that is shown here and nowhere else.
 */
export async function describeHrCalendar(
  hr: { readonly calendar: HrCalendar; readonly names: Readonly<Record<string, string>> },
  {
    reps,
    readings,
    now,
  }: { readonly reps: readonly Rep[]; readonly readings: readonly CalendarReading[]; readonly now: Instant },
): Promise<readonly string[]> {
  const unknown = Object.entries(hr.names).filter(([, rep]) => !reps.some(({ id }) => id === rep));
  const state = stateOf(readings.find(({ rep }) => rep === HR_CALENDAR_ID));
  const found = await hr.calendar.read({ from: now, until: addSeconds(now, WINDOW_SECONDS) });
  if (!found.ok) return [`HR calendar: ${state}; it cannot be read from here: ${found.problem}.`];
  const { unmatched } = matchHrEvents(found.value, { reps, names: hr.names });
  return [
    `HR calendar: ${state}; ${found.value.length} absences, ${unmatched.length} of nobody or of several.`,
    ...unmatched.slice(0, MAX_LISTED).map(({ attendees, organizer, title, spanIn }) => {
      const { from, until } = spanIn('UTC');
      return `  ${minute(from)} – ${minute(until)}  ${[title, ...attendees, organizer ?? ''].filter(Boolean).join(', ')}`;
    }),
    ...unknown.map(([name, rep]) => `  The name ${name} is mapped to ${rep}, who is not among the reps.`),
  ];
}

function stateOf(reading: CalendarReading | undefined): string {
  if (!reading) return 'not read yet';
  if (reading.failing) return `cannot be read since ${minute(reading.failing.since)}: ${reading.failing.because}`;
  return `read ${minute(reading.readAt ?? reading.triedAt)}`;
}

function minute(at: Instant): string {
  return `${at.slice(0, 16).replace('T', ' ')}Z`;
}
