import type { Candidate } from '../domain/assigning/candidate.ts';
import { settle } from '../domain/fairness/settling.ts';
import type { Ledger } from '../domain/fairness.ts';
import type { TeamId } from '../domain/ids.ts';
import type { Team } from '../domain/plan/plan.ts';
import { scheduleFor } from './assignment-terms.ts';
import type { Deps } from './deps.ts';

/** A team as a batch is decided on: everybody in it, what they hold, and who is owed what. */
export interface TeamNow {
  readonly team: Team;
  readonly planVersion: number;
  readonly candidates: readonly Candidate[];
  /** With what was owed to it applied. */
  readonly ledger: Ledger;
  /** As it is stored. */
  readonly stored: Ledger;
  readonly applied: readonly string[];
}

/** Reads a team for one decision; undefined when no plan is active or the team is in none. */
export async function readTeam(
  teamId: TeamId,
  deps: Pick<Deps, 'leads' | 'plans' | 'reps'>,
): Promise<TeamNow | undefined> {
  const active = await deps.plans.active();
  const team = active?.plan.teams[teamId];
  if (!active || !team) return undefined;
  const [{ ledger: stored, owed }, members] = await Promise.all([deps.leads.ledger(teamId), deps.reps.team(teamId)]);
  const candidates: Candidate[] = [];
  for (const { rep, load } of members) {
    candidates.push({ rep, load, schedule: await scheduleFor(rep, team, active.plan, deps) });
  }
  const weights = new Map(members.filter(({ rep }) => rep.active).map(({ rep }) => [rep.id, rep.teams[teamId] ?? 0]));
  return {
    team,
    planVersion: active.version,
    candidates,
    ledger: settle({ ledger: stored, team, weights, owed }),
    stored,
    applied: owed.map(({ id }) => id),
  };
}
