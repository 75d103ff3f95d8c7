import type { AssignmentBatchResult } from '../../domain/assignment/assign.ts';
import { type BatchSurge, decideSurge, measureLevels, raiseCaps } from '../../domain/assignment/surge.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import { transition } from '../../domain/lead/transition.ts';
import type { Deps } from '../deps.ts';
import type { TeamSnapshot } from './read-team.ts';

/** A team as its leads are decided now: with raised caps while a surge lasts. */
export type SurgedTeam = TeamSnapshot & { readonly surge?: BatchSurge };

/**
 * Applies the surge that a team has. An import list gets no raised caps: what a surge makes room for is for people who
 * wait.
 */
export function applySurge(teamNow: TeamSnapshot, list: unknown): SurgedTeam {
  const { team, candidates, storedLedger } = teamNow;
  if (!team.surge || !storedLedger.surge || list !== undefined) return teamNow;
  const surge = { since: storedLedger.surge.since, capPercent: team.surge.capPercent };
  return { ...teamNow, candidates: raiseCaps(candidates, team, surge), surge };
}

/**
 * Begins or ends a surge, by what would wait and by how full the team would be once a batch is assigned as decided. The
 * change is saved before that batch, as an event on its first lead and with the ledger, whose version fences off other
 * writers.
 * @returns whether there is a change, so that the batch must be decided again
 */
export async function changeSurge(
  teamNow: TeamSnapshot,
  batch: {
    readonly leads: readonly Lead[];
    readonly decided: AssignmentBatchResult;
    readonly list?: unknown;
    readonly now: Instant;
  },
  deps: Pick<Deps, 'leads' | 'newId'>,
): Promise<boolean> {
  const { team, storedLedger } = teamNow;
  const { leads, list, now } = batch;
  const [first] = leads;
  if (!team.surge || !first || list !== undefined) return false;
  const { assignments } = batch.decided;
  const { waiting: asked } = team.surge.from;
  const limit = (asked ?? 0) + assignments.length;
  const queued = asked === undefined ? [] : (await deps.leads.queue(team.id, { limit })).items;
  const waiting = Math.max(0, queued.length - assignments.length);
  const given = Map.groupBy(assignments, ({ rep }) => rep);
  const candidates = teamNow.candidates.map((one) => ({
    ...one,
    load: { ...one.load, open: one.load.open + (given.get(one.rep.id)?.length ?? 0) },
  }));
  const levels = measureLevels({ team, candidates, waiting, now });
  const change = decideSurge(team.surge, { state: storedLedger.surge, levels, now });
  if (!change) return false;
  const type = change === 'begins' ? 'SurgeBegan' : 'SurgeEnded';
  const { surge: _, ...ledger } = storedLedger;
  await deps.leads.commit({
    transitions: [
      transition(first, {
        type,
        data: { team: team.id, ...levels },
        at: now,
        eventId: deps.newId(),
        stage: first.stage,
      }),
    ],
    ledger: { ...ledger, ...(change === 'begins' && { surge: { since: now } }), version: storedLedger.version + 1 },
  });
  return true;
}
