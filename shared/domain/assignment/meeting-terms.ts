import { slaOf } from '../follow-up/sla-of-lead.ts';
import { addSeconds } from '../instant.ts';
import { type Lead, workItemOf } from '../lead/lead.ts';
import type { Plan } from '../plan/plan.ts';
import type { Team } from '../plan/team.ts';
import { currentTargetOf } from './assignable.ts';
import type { AssignableLead } from './candidate.ts';

/** The part of the time for a first response that a lead may wait for the end of a meeting; the rest is the rep's. */
const MEETING_WAIT_SHARE = 0.5;

/**
 * Whether a lead passes over reps who are in a meeting: by its priority. One that only one rep can get does not, and
 * neither does one of an import list.
 */
export function mindsMeetings(lead: Lead, { meetings }: Pick<Team, 'meetings'>): boolean {
  const work = workItemOf(lead);
  if (!work || work.importList !== undefined || currentTargetOf(lead)?.only !== undefined) return false;
  return meetings.passOver.includes(work.priority);
}

/**
 * Returns the terms of a lead that minds meetings. A meeting counts if it takes longer than the team says, or than the
 * time for the first response. The wait counts from routing, so that it never adds up over several teams.
 */
export function meetingTermsOf(
  lead: Lead,
  { plan, team }: { readonly plan: Plan; readonly team: Pick<Team, 'meetings'> },
): AssignableLead['meetings'] {
  const { firstTouchSeconds } = slaOf(plan, lead);
  return {
    atLeastSeconds: Math.min(team.meetings.longerThanSeconds, firstTouchSeconds),
    waitUntil: addSeconds(lead.routing?.at ?? lead.receivedAt, firstTouchSeconds * MEETING_WAIT_SHARE),
  };
}
