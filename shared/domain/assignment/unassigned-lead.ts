import type { LeadId } from '../ids.ts';
import { earliest, type Instant } from '../instant.ts';
import type { SharedWait } from '../lead/stage.ts';
import type { AssignableLead } from './candidate.ts';
import type { CandidateState } from './candidate-state.ts';
import type { UnassignedReason } from './decision-record.ts';
import { areAllAwayTooLong, type CandidateSearch, slotsNeededFor } from './eligibility.ts';
import type { ShareTerms } from './waited-shares.ts';

/**
 * A lead that nobody can take now. `nobody_ever`: nobody in the team fits at any hour, so fall back at once.
 * `all_away`: everybody who fits is on leave for longer than the lead may wait. `all_closed`: somebody who fits and has
 * room is not at work. `all_full`: everybody who fits is full. `list_paced`: everybody who has room has reached the
 * daily pace of the import list. `awaits_colleagues`: everybody who could take it had their share of the leads that
 * waited, and somebody else comes in time. `all_busy`: everybody who could take it is in a meeting that ends in time.
 */
export interface UnassignedLead {
  readonly lead: LeadId;
  readonly because: UnassignedReason;
  /** With `all_closed`: others who fit are at work but full. A slot may become free before anybody comes on shift. */
  readonly fullAtWork?: true;
  /** With `all_closed`, for a lead that only one rep can get: the rest of the team is at work. */
  readonly teamAtWork?: true;
  /**
   * When somebody can first take it, by calendars and daily caps. Absent when it depends on a slot becoming free, or
   * when no such moment is in sight.
   */
  readonly opensAt?: Instant;
  /** With `awaits_colleagues`: what to remember for the next attempt. */
  readonly sharedWait?: SharedWait;
}

/**
 * Says why nobody gets a lead, and when that may change. `terms`: those of a lead that somebody at work could take, had
 * they not had their share.
 */
export function unassignedLeadOf(
  lead: AssignableLead,
  search: CandidateSearch,
  terms: ShareTerms | undefined,
): UnassignedLead {
  if (terms) {
    const { opensAt, wait: sharedWait } = terms;
    return { lead: lead.lead, because: 'awaits_colleagues', sharedWait, ...(opensAt !== undefined && { opensAt }) };
  }
  const { fitting, colleagues } = search;
  if (fitting.length === 0) return { lead: lead.lead, because: 'nobody_ever' };
  if (areAllAwayTooLong(search, lead)) return { lead: lead.lead, because: 'all_away' };
  const withRoom = fitting.filter((standing) => lead.capped === false || !standing.isFull(slotsNeededFor(lead)));
  const because = unassignedReasonOf(lead, withRoom);
  const teamAtWork = because === 'all_closed' && colleagues.some(({ shift }) => shift === 'open');
  // While the whole team is closed, the wait for the one rep starts to count when the team opens.
  const awaited = because === 'all_closed' && !teamAtWork ? [...withRoom, ...colleagues] : withRoom;
  const opensAt = earliest(...awaited.map((standing) => standing.availableAt(lead)));
  return {
    lead: lead.lead,
    because,
    ...(because === 'all_closed' && fitting.some(({ shift }) => shift === 'open') && { fullAtWork: true as const }),
    ...(teamAtWork && { teamAtWork }),
    ...(opensAt !== undefined && { opensAt }),
  };
}

function unassignedReasonOf(lead: AssignableLead, withRoom: readonly CandidateState[]): UnassignedReason {
  if (withRoom.some(({ shift }) => shift !== 'open')) return 'all_closed';
  return withRoom.some((standing) => standing.isAtPace(lead.list)) ? 'list_paced' : 'all_full';
}
