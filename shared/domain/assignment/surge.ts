import { isOpen } from '../business-hours/working-time.ts';
import { addSeconds, type Instant } from '../instant.ts';
import type { Surge, SurgeLevels } from '../plan/surge.ts';
import type { Team } from '../plan/team.ts';
import { effectiveCapsOf } from '../team/rep.ts';
import type { Candidate } from './candidate.ts';
import type { SurgeState } from './fairness/ledger.ts';
import { turnWeightOf } from './strategy.ts';

/** How long a surge lasts at least. */
const MIN_SURGE_SECONDS = 15 * 60;

/** A surge as a batch is decided under it. */
export interface BatchSurge extends SurgeState {
  /** The caps in percent of the reps' own. */
  readonly capPercent: number;
}

/**
 * Measures how much a team has to do, by the caps its reps have of their own. Undefined while nobody of it is at work:
 * what waits for the morning is no peak.
 */
export function measureLevels({
  team,
  candidates,
  waiting,
  now,
}: {
  readonly team: Team;
  readonly candidates: readonly Candidate[];
  readonly waiting: number;
  readonly now: Instant;
}): SurgeLevels | undefined {
  const present = candidates.filter(
    ({ rep, schedule }) => rep.active && turnWeightOf(team, rep) > 0 && isOpen(schedule, now),
  );
  if (present.length === 0) return undefined;
  let open = 0;
  let room = 0;
  for (const { rep, load } of present) {
    const { openCap } = effectiveCapsOf(rep, team);
    if (openCap === undefined) continue;
    open += load.open;
    room += openCap;
  }
  return { waiting, ...(room > 0 && { fullPercent: Math.floor((100 * open) / room) }) };
}

/**
 * Decides whether a surge begins or ends; undefined: it stays as it is. It ends at lower levels than it begins, and not
 * before it has lasted for a while, so that it does not begin and end with every lead.
 */
export function decideSurge(
  { from, until }: Surge,
  {
    state,
    levels,
    now,
  }: { readonly state: SurgeState | undefined; readonly levels: SurgeLevels | undefined; readonly now: Instant },
): 'begins' | 'ends' | undefined {
  if (!levels || (state && now < addSeconds(state.since, MIN_SURGE_SECONDS))) return undefined;
  if (!state) return holds(from, (level, key) => (levels[key] ?? 0) >= level) ? 'begins' : undefined;
  return holds(until, (level, key) => (levels[key] ?? 0) <= level) ? 'ends' : undefined;
}

function holds(asked: SurgeLevels, test: (level: number, key: keyof SurgeLevels) => boolean): boolean {
  return (['waiting', 'fullPercent'] as const).every((key) => asked[key] === undefined || test(asked[key], key));
}

/** Returns candidates with the caps that they have during a surge. */
export function raiseCaps(candidates: readonly Candidate[], team: Team, { capPercent }: BatchSurge): Candidate[] {
  const raised = (cap: number | undefined) => (cap === undefined ? undefined : Math.floor((cap * capPercent) / 100));
  return candidates.map((one) => {
    const { openCap, dayCap } = effectiveCapsOf(one.rep, team);
    const open = raised(openCap);
    const day = raised(dayCap);
    const cap = { ...(open !== undefined && { open }), ...(day !== undefined && { day }) };
    return { ...one, rep: { ...one.rep, cap } };
  });
}
