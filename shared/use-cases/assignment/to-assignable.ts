import { currentTargetOf, leadToAssignable, waitedForOpening } from '../../domain/assignment/assignable.ts';
import type { AssignableLead } from '../../domain/assignment/candidate.ts';
import { meetingTermsOf, mindsMeetings } from '../../domain/assignment/meeting-terms.ts';
import { hasDaysOff } from '../../domain/business-hours/calendar.ts';
import { slaOf } from '../../domain/follow-up/sla-of-lead.ts';
import type { Instant } from '../../domain/instant.ts';
import { type Lead, teamQueuePlaceOf } from '../../domain/lead/lead.ts';
import { paceOf } from '../../domain/sources/import-list.ts';
import { isOnLeave } from '../../domain/team/backup.ts';
import { isBackedUp } from '../../domain/team/schedule.ts';
import type { Source } from '../../ports/source-store.ts';
import type { Deps } from '../deps.ts';
import { planOf } from './assignment-terms.ts';
import type { TeamSnapshot } from './read-team.ts';

/** Working time (a week's) that leads of an import list may wait for reps who are away, unless the team says. */
const LIST_WAIT_SECONDS = 40 * 3600;

/** Converts a lead, with how long it may wait for reps who are away, and for colleagues of the first who come to work. */
export async function toAssignable(
  lead: Lead,
  {
    list,
    teamNow,
    now,
  }: { readonly list?: Pick<Source, 'kind' | 'pace'>; readonly teamNow: TeamSnapshot; readonly now: Instant },
  deps: Pick<Deps, 'plans'>,
): Promise<AssignableLead> {
  const backup = await backupTermsOf(lead, { ...teamNow, now }, deps);
  const assignable = { ...leadToAssignable(lead, list && paceOf(list)), ...(backup && { backup }) };
  const isAnybodyAway = teamNow.candidates.some(({ schedule }) => hasDaysOff(schedule));
  const isListed = assignable.list !== undefined;
  const isEarly = !isListed && currentTargetOf(lead)?.closed.kind === 'assign';
  const waited = isListed || isEarly || backup || assignable.only !== undefined ? undefined : waitedForOpening(lead);
  const meetings = await findMeetingTerms(lead, teamNow, deps);
  if (!(isAnybodyAway || waited || isEarly)) return { ...assignable, ...meetings };
  const plan = teamNow.team.waitSeconds === undefined && !isListed ? await planOf(lead, deps) : undefined;
  const usualWait = isListed ? LIST_WAIT_SECONDS : plan && slaOf(plan, lead).firstTouchSeconds;
  const maxSeconds = teamNow.team.waitSeconds ?? usualWait;
  if (maxSeconds === undefined) return { ...assignable, ...meetings };
  return {
    ...assignable,
    ...meetings,
    ...(isAnybodyAway && { maxAwaySeconds: maxSeconds }),
    ...(isEarly && { whileClosed: { maxSeconds } }),
    ...(waited && { waited: { ...waited, maxSeconds } }),
  };
}

/**
 * Returns whose backup is asked to take a lead: that of the owner whose leave took it away, or of the only rep who could
 * get it, if they are on leave and the plan says so. Reads the plan only for leads of somebody on leave.
 */
async function backupTermsOf(
  lead: Lead,
  { candidates, now }: Pick<TeamSnapshot, 'candidates'> & { readonly now: Instant },
  deps: Pick<Deps, 'plans'>,
): Promise<AssignableLead['backup']> {
  const { stage } = lead;
  const waitUntil = teamQueuePlaceOf(lead)?.fallBackAt;
  if (waitUntil === undefined) return undefined;
  if (stage.state === 'waiting' && stage.place === 'team' && stage.backupFor !== undefined)
    return { for: stage.backupFor, waitUntil, isTakeover: true };
  const only = currentTargetOf(lead)?.only;
  const owner = only === undefined ? undefined : candidates.find(({ rep }) => rep.id === only)?.rep;
  const plan = owner && isOnLeave(owner, now) ? await planOf(lead, deps) : undefined;
  return owner && plan && isBackedUp(owner, plan.away, now)
    ? { for: owner.id, waitUntil, isTakeover: false }
    : undefined;
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
