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
    const freeAt = await findFreeAt({ lead, team, follows: target.closed.follows }, now, deps);
    if (freeAt !== undefined && (first === undefined || freeAt < first.freeAt)) first = { team, freeAt };
  }
  return first;
}

/** Returns when somebody in a team who may have this lead, and has room for it, is at work; possibly now. */
async function findFreeAt(
  { lead, team, follows }: { readonly lead: Lead; readonly team: TeamId; readonly follows: true | undefined },
  now: Instant,
  deps: Pick<Deps, 'leads' | 'plans' | 'reps'>,
): Promise<Instant | undefined> {
  const read = await readTeam(team, deps);
  if (!read) return undefined;
  const standings = read.candidates.map((candidate) => new CandidateState(candidate, read.team, now));
  // A team that is woken helps out, so its reps need not have what the rule needs; one that does the same work does.
  const woken = { ...leadToAssignable(lead), ...(!follows && { need: [] }), relax: [] };
  const { fitting } = findFittingCandidates(standings, woken, team);
  return earliest(...fitting.filter((one) => !one.isFull(slotsNeededFor(woken))).map((one) => one.availableAt()));
}
