import { mindsMeetings } from '../../domain/assignment/meeting-terms.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import type { CalendarReading } from '../../domain/team/calendar-reading.ts';
import type { Deps } from '../deps.ts';
import type { TeamSnapshot } from './read-team.ts';

/**
 * Adds what is known of the reps' calendars to a team, if a lead of the batch passes over reps in a meeting. One batched
 * read; none for teams without calendars, nor for leads that ignore meetings. If it fails, everybody counts as free:
 * a calendar never keeps a lead from its owner.
 */
export async function readMeetings(
  teamNow: TeamSnapshot,
  leads: readonly Lead[],
  deps: Pick<Deps, 'calendars'>,
): Promise<TeamSnapshot> {
  const withCalendar = teamNow.candidates.filter(({ rep }) => rep.calendar).map(({ rep }) => rep.id);
  if (withCalendar.length === 0 || !leads.some((lead) => mindsMeetings(lead, teamNow.team))) return teamNow;
  const found = await deps.calendars.readingsOf(withCalendar).catch((): readonly CalendarReading[] => []);
  const byRep = new Map(found.map((reading) => [reading.rep, reading]));
  return {
    ...teamNow,
    candidates: teamNow.candidates.map((candidate) => {
      const reading = candidate.rep.calendar && byRep.get(candidate.rep.id);
      return reading ? { ...candidate, reading } : candidate;
    }),
  };
}
