import { earliest, type Instant } from '../instant.ts';
import type { AssignableLead } from './candidate.ts';
import type { CandidateState } from './candidate-state.ts';
import { type CandidateSearch, slotsNeededFor, temporaryObstacleOf } from './eligibility.ts';

/** How the meetings of those who fit count for one lead. */
export interface MeetingVerdict {
  /** The lead to decide by: without its terms about meetings if they are ignored. */
  readonly lead: AssignableLead;
  /** Everybody who could take it is in a meeting, and it cannot wait for any of them. */
  readonly ignored?: true;
  /** Everybody who could take it is in a meeting, and it waits until then. */
  readonly waitUntil?: Instant;
}

/**
 * Decides how meetings count for a lead. While anybody can take it, those in a meeting are passed over. If all who
 * could are in one, the lead waits for the first of them, but not beyond its own limit: then meetings do not count, so
 * that a meeting never makes a lead miss its SLA.
 */
export function weighMeetings(lead: AssignableLead, { fitting }: Pick<CandidateSearch, 'fitting'>): MeetingVerdict {
  if (!lead.meetings) return { lead };
  const obstacles = fitting.map((standing) => ({ standing, obstacle: temporaryObstacleOf(standing, lead) }));
  const busy = obstacles.filter(({ obstacle }) => obstacle === 'busy').map(({ standing }) => standing);
  if (busy.length === 0 || obstacles.some(({ obstacle }) => obstacle === undefined)) return { lead };
  const free = earliest(...busy.map((standing) => standing.busyUntil), ...comersOf(obstacles, lead));
  if (free !== undefined && free <= lead.meetings.waitUntil) return { lead, waitUntil: free };
  const { meetings: _, ...withoutMeetings } = lead;
  return { lead: withoutMeetings, ignored: true };
}

/** Returns when the others who have room come to work. */
function comersOf(
  obstacles: readonly { readonly standing: CandidateState; readonly obstacle: string | undefined }[],
  lead: AssignableLead,
): readonly (Instant | undefined)[] {
  return obstacles
    .filter(({ standing, obstacle }) => obstacle !== 'busy' && !standing.isFull(slotsNeededFor(lead)))
    .map(({ standing }) => standing.availableAt(lead));
}
