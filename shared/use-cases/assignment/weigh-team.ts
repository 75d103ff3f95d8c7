import { ownWeightOf } from '../../domain/assignment/strategy.ts';
import type { TurnWeights } from '../../domain/assignment/weights/turn-weights.ts';
import { weighResults } from '../../domain/assignment/weights/weigh-results.ts';
import type { RepId, TeamId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { BestTerms } from '../../domain/plan/team.ts';
import { countedDaysOf, countedResultsOf } from '../../domain/reporting/counted-results.ts';
import { type Counters, sumCounters } from '../../domain/reporting/counters.ts';
import { daysBetween } from '../../domain/reporting/days.ts';
import type { ReportStore } from '../../ports/report-store.ts';
import type { Deps } from '../deps.ts';

export type WeighDeps = Pick<Deps, 'reps'> & { readonly reports: Pick<ReportStore, 'day'> };

/** Days read in parallel. */
const CONCURRENCY = 8;

/**
 * Computes what results do to the weights of a team by these terms, as of now. Saves nothing.
 * @throws while the row of a member cannot be read: their share would go to the others.
 */
export async function weighTeam(
  { team, terms, now }: { readonly team: TeamId; readonly terms: BestTerms; readonly now: Instant },
  deps: WeighDeps,
): Promise<TurnWeights['reps']> {
  const { members, isComplete } = await deps.reps.membersOf(team);
  if (!isComplete) throw new Error(`a member of team ${team} cannot be read`);
  const own = members.filter(({ rep }) => rep.active).map(({ rep }) => [rep.id, ownWeightOf(team, rep)] as const);
  const rows = await readReps(countedDaysOf(terms, now), deps);
  return weighResults(countedResultsOf(rows, { team, by: terms.by }), terms, new Map(own));
}

/** Returns the counters of each rep over the days, by id. */
async function readReps(
  { from, to }: { readonly from: string; readonly to: string },
  { reports }: WeighDeps,
): Promise<readonly { readonly rep: RepId; readonly counters: Counters }[]> {
  const days = daysBetween(from, to);
  const sums = new Map<RepId, Counters>();
  for (let start = 0; start < days.length; start += CONCURRENCY) {
    const read = await Promise.all(days.slice(start, start + CONCURRENCY).map((day) => reports.day(day)));
    for (const { repDay, counters } of read.flatMap(({ reps }) => reps))
      sums.set(repDay.rep, sumCounters([sums.get(repDay.rep) ?? {}, counters]));
  }
  return [...sums].map(([rep, counters]) => ({ rep, counters })).sort((a, b) => (a.rep < b.rep ? -1 : 1));
}
