import type { Candidate } from '../../domain/assignment/candidate.ts';
import type { Ledger } from '../../domain/assignment/fairness/ledger.ts';
import { settleLedger } from '../../domain/assignment/fairness/settle-ledger.ts';
import { turnWeightsOf } from '../../domain/assignment/strategy.ts';
import { type TurnWeights, weightsInForce } from '../../domain/assignment/weights/turn-weights.ts';
import type { TeamId } from '../../domain/ids.ts';
import { ownValue } from '../../domain/own-value.ts';
import type { Team } from '../../domain/plan/team.ts';
import type { Rep } from '../../domain/team/rep.ts';
import { workScheduleOf } from '../../domain/team/schedule.ts';
import type { PlanVersion } from '../../ports/plan-store.ts';
import type { Deps } from '../deps.ts';

/** A team as a batch decision needs it: its members, their load, and the ledger. */
export interface TeamSnapshot {
  readonly team: Team;
  readonly planVersion: number;
  readonly candidates: readonly Candidate[];
  /** The ledger with the pending adjustments applied; as stored while a member of the team cannot be read. */
  readonly ledger: Ledger;
  /** The ledger as stored. */
  readonly storedLedger: Ledger;
  readonly appliedAdjustments: readonly string[];
  /** What results do to weights, in a team whose turns go by them. */
  readonly weights?: TurnWeights;
}

/** Reads a team for one decision; undefined when no plan is active or the active plan does not have the team. */
export async function readTeam(
  teamId: TeamId,
  deps: Pick<Deps, 'leads' | 'plans' | 'reps'>,
): Promise<TeamSnapshot | undefined> {
  const active = await activePlanWith(teamId, deps);
  const team = ownValue(active?.plan.teams, teamId);
  if (!active || !team) return undefined;
  const [{ ledger: stored, owed }, { members, isComplete }, weights] = await Promise.all([
    deps.leads.ledger(teamId),
    deps.reps.membersOf(teamId),
    team.best ? deps.reps.turnWeights(teamId).then((found) => weightsInForce(team, found)) : undefined,
  ]);
  const { calendars } = active.plan;
  const daysOff = await holidaysOf(
    members.map(({ rep }) => rep),
    deps,
  );
  const candidates = members.map(({ rep, load }): Candidate => {
    const holidays = daysOff.get(rep.holidayRegion ?? '') ?? [];
    return { rep, load, schedule: workScheduleOf({ rep, team, calendars, holidays }) };
  });
  const shares = turnWeightsOf(
    team,
    members.map(({ rep }) => rep),
    weights,
  );
  // Settled later: a member who cannot be read would count as having left, and lose what the team owes them.
  const pending = isComplete ? owed : [];
  return {
    team,
    planVersion: active.version,
    candidates,
    ledger: isComplete ? settleLedger({ ledger: stored, team, weights: shares, pending }) : stored,
    storedLedger: stored,
    appliedAdjustments: pending.map(({ id }) => id),
    ...(weights && { weights }),
  };
}

/**
 * Returns the active plan, read again if it lacks the team: leads of a new team must not fall back by an older plan. A
 * team that only the candidate of the running pilot has is taken from there.
 */
async function activePlanWith(teamId: TeamId, { plans }: Pick<Deps, 'plans'>): Promise<PlanVersion | undefined> {
  const active = await plans.active();
  if (active && ownValue(active.plan.teams, teamId)) return active;
  const fresh = await plans.active({ fresh: true });
  if (!fresh?.pilot || ownValue(fresh.plan.teams, teamId)) return fresh;
  const candidate = await plans.version(fresh.pilot.version);
  return candidate && ownValue(candidate.plan.teams, teamId) ? candidate : fresh;
}

/**
 * Returns the holidays of each region that a rep of the team works in; a team of fifty seldom has more than a few
 * regions.
 */
async function holidaysOf(
  reps: readonly Rep[],
  deps: Pick<Deps, 'reps'>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const regions = new Set(reps.flatMap(({ holidayRegion }) => holidayRegion ?? []));
  return new Map(
    await Promise.all([...regions].map(async (region) => [region, await deps.reps.holidays(region)] as const)),
  );
}
