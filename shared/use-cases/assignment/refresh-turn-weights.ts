import { weightsInForce } from '../../domain/assignment/weights/turn-weights.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Team } from '../../domain/plan/team.ts';
import type { Deps } from '../deps.ts';
import { type WeighDeps, weighTeam } from './weigh-team.ts';

/** How many teams got new factors, and for how many that failed. */
export interface RefreshedWeights {
  readonly computed: number;
  readonly failed: number;
}

/**
 * Computes what results do to weights, once each UTC day and whenever the plan's terms have changed, for each team whose
 * turns go by them. It computes for one team a run, since months of counters are read for it; the next run takes the next.
 * Idempotent: of concurrent runs one saves. A team that fails keeps its factors until the next run.
 */
export async function refreshTurnWeights(
  now: Instant,
  deps: WeighDeps & Pick<Deps, 'plans'>,
): Promise<RefreshedWeights> {
  const teams = Object.values((await deps.plans.active())?.plan.teams ?? {});
  let [computed, failed] = [0, 0];
  for (const team of teams) {
    try {
      if (await refreshTeam(team, now, deps)) computed += 1;
      if (computed > 0) break;
    } catch {
      // The next run tries again; the caller counts and raises an alarm.
      failed += 1;
    }
  }
  return { computed, failed };
}

async function refreshTeam({ id: team, best: terms }: Team, now: Instant, deps: WeighDeps): Promise<boolean> {
  if (!terms) return false;
  const stored = await deps.reps.turnWeights(team);
  const isOfToday = stored !== undefined && stored.at.slice(0, 10) >= now.slice(0, 10);
  if (isOfToday && weightsInForce({ best: terms }, stored)) return false;
  const reps = await weighTeam({ team, terms, now }, deps);
  const version = (stored?.version ?? 0) + 1;
  return (await deps.reps.saveTurnWeights({ team, version, at: now, terms, reps })).outcome === 'done';
}
