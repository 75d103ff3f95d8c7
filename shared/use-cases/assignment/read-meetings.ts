import { mindsMeetings } from '../../domain/assignment/meeting-terms.ts';
import { isOpen } from '../../domain/business-hours/working-time.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import { type CalendarReading, isStale } from '../../domain/team/calendar-reading.ts';
import type { CalendarRefresh } from '../../ports/calendar-refresh.ts';
import type { Deps } from '../deps.ts';
import type { TeamSnapshot } from './read-team.ts';

/** Calendars that are refreshed for one batch, those first that were not tried for longest. */
const MAX_REFRESHED = 50;

type MeetingDeps = Pick<Deps, 'calendars'> & { readonly calendarRefresh?: CalendarRefresh };

/**
 * Adds what is known of the reps' calendars to a team, if a lead of the batch passes over reps in a meeting. One batched
 * read; none for teams without calendars, nor for leads that ignore meetings. Calendars of reps at work that were not
 * read lately are refreshed first, within a short limit. If anything fails, what is known counts, and where nothing is,
 * the rep counts as free: a calendar never keeps a lead from its owner.
 */
export async function readMeetings(
  teamNow: TeamSnapshot,
  { leads, now }: { readonly leads: readonly Lead[]; readonly now: Instant },
  deps: MeetingDeps,
): Promise<TeamSnapshot> {
  const withCalendar = teamNow.candidates.filter(({ rep }) => rep.calendar);
  if (withCalendar.length === 0 || !leads.some((lead) => mindsMeetings(lead, teamNow.team))) return teamNow;
  const ids = withCalendar.map(({ rep }) => rep.id);
  const known = await readingsOf(ids, deps);
  const stale = withCalendar
    .filter(({ rep, schedule }) => isStale(known.get(rep.id), now) && isOpen(schedule, now))
    .map(({ rep }) => rep.id)
    .toSorted((a, b) => ((known.get(a)?.triedAt ?? '') < (known.get(b)?.triedAt ?? '') ? -1 : 1))
    .slice(0, MAX_REFRESHED);
  const refreshed = stale.length > 0 && (await deps.calendarRefresh?.refresh(stale)) === 'done';
  const byRep = refreshed ? new Map([...known, ...(await readingsOf(stale, deps))]) : known;
  return {
    ...teamNow,
    candidates: teamNow.candidates.map((candidate) => {
      const reading = candidate.rep.calendar && byRep.get(candidate.rep.id);
      return reading ? { ...candidate, reading } : candidate;
    }),
  };
}

async function readingsOf(
  reps: readonly string[],
  { calendars }: MeetingDeps,
): Promise<ReadonlyMap<string, CalendarReading>> {
  const found = await calendars.readingsOf(reps).catch((): readonly CalendarReading[] => []);
  return new Map(found.map((reading) => [reading.rep, reading]));
}
