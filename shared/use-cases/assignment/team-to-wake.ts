import { currentTargetOf, leadToAssignable } from '../../domain/assignment/assignable.ts';
import { CandidateState } from '../../domain/assignment/candidate-state.ts';
import { findFittingCandidates, slotsNeededFor } from '../../domain/assignment/eligibility.ts';
import type { UnassignedOutcome } from '../../domain/assignment/next-target.ts';
import type { TeamId } from '../../domain/ids.ts';
import { earliest, type Instant } from '../../domain/instant.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import type { Deps } from '../deps.ts';
import { readTeam } from './read-team.ts';

/**
 * Finds which of the teams that the lead's rule may wake can take a lead first, in the order of the rule when several
 * can at once. Undefined when the rule names none, or nobody in them is in sight.
 */
export async function findTeamToWake(
  lead: Lead,
  { team: closedTeam, because, now }: UnassignedOutcome,
  deps: Pick<Deps, 'leads' | 'plans' | 'reps'>,
): Promise<UnassignedOutcome['wake']> {
  const target = currentTargetOf(lead);
  if (because !== 'all_closed' || target?.closed.kind !== 'wake') return undefined;
  let first: UnassignedOutcome['wake'];
  for (const team of target.closed.teams.filter((one) => one !== closedTeam)) {
    const freeAt = await findFreeAt(lead, team, now, deps);
    if (freeAt !== undefined && (first === undefined || freeAt < first.freeAt)) first = { team, freeAt };
  }
  return first;
}

/** Returns when somebody in a team who may have this lead, and has room for it, is at work; possibly now. */
async function findFreeAt(
  lead: Lead,
  teamId: TeamId,
  now: Instant,
  deps: Pick<Deps, 'leads' | 'plans' | 'reps'>,
): Promise<Instant | undefined> {
  const read = await readTeam(teamId, deps);
  if (!read) return undefined;
  const standings = read.candidates.map((candidate) => new CandidateState(candidate, read.team, now));
  const woken = { ...leadToAssignable(lead), need: [], relax: [] };
  const { fitting } = findFittingCandidates(standings, woken, teamId);
  return earliest(...fitting.filter((one) => !one.isFull(slotsNeededFor(woken))).map((one) => one.availableAt()));
}
