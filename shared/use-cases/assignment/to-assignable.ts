import { leadToAssignable, waitedForOpening } from '../../domain/assignment/assignable.ts';
import type { AssignableLead } from '../../domain/assignment/candidate.ts';
import { meetingTermsOf, mindsMeetings } from '../../domain/assignment/meeting-terms.ts';
import { hasDaysOff } from '../../domain/business-hours/calendar.ts';
import { slaOf } from '../../domain/follow-up/sla-of-lead.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import { paceOf } from '../../domain/sources/import-list.ts';
import type { Source } from '../../ports/source-store.ts';
import type { Deps } from '../deps.ts';
import { planOf } from './assignment-terms.ts';
import type { TeamSnapshot } from './read-team.ts';

/** Working time (a week's) that leads of an import list may wait for reps who are away, unless the team says. */
const LIST_WAIT_SECONDS = 40 * 3600;

/** Converts a lead, with how long it may wait for reps who are away, and for colleagues of the first who come to work. */
export async function toAssignable(
  lead: Lead,
  { list, teamNow }: { readonly list?: Pick<Source, 'kind' | 'pace'>; readonly teamNow: TeamSnapshot },
  deps: Pick<Deps, 'plans'>,
): Promise<AssignableLead> {
  const assignable = leadToAssignable(lead, list && paceOf(list));
  const isAnybodyAway = teamNow.candidates.some(({ schedule }) => hasDaysOff(schedule));
  const isListed = assignable.list !== undefined;
  const waited = isListed || assignable.only !== undefined ? undefined : waitedForOpening(lead);
  const meetings = await findMeetingTerms(lead, teamNow, deps);
  if (!(isAnybodyAway || waited)) return { ...assignable, ...meetings };
  const plan = teamNow.team.waitSeconds === undefined && !isListed ? await planOf(lead, deps) : undefined;
  const usualWait = isListed ? LIST_WAIT_SECONDS : plan && slaOf(plan, lead).firstTouchSeconds;
  const maxSeconds = teamNow.team.waitSeconds ?? usualWait;
  if (maxSeconds === undefined) return { ...assignable, ...meetings };
  return {
    ...assignable,
    ...meetings,
    ...(isAnybodyAway && { maxAwaySeconds: maxSeconds }),
    ...(waited && { waited: { ...waited, maxSeconds } }),
  };
}

/** Returns the terms about meetings; empty when no calendar of the team was read. */
async function findMeetingTerms(
  lead: Lead,
  { team, candidates }: TeamSnapshot,
  deps: Pick<Deps, 'plans'>,
): Promise<Pick<AssignableLead, 'meetings'>> {
  if (!candidates.some(({ reading }) => reading) || !mindsMeetings(lead, team)) return {};
  const plan = await planOf(lead, deps);
  return plan ? { meetings: meetingTermsOf(lead, { plan, team }) } : {};
}
