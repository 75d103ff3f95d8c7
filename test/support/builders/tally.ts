import type { InMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import type { InMemoryWorld } from '../../../shared/adapters/in-memory/in-memory-world.ts';
import { type Counters, sumCounters } from '../../../shared/domain/reporting/counters.ts';
import { emptyTally, type Tally, type TallyWindow, windowKeyOf } from '../../../shared/domain/reporting/tally.ts';

/** The first window of Monday. */
export const WINDOW: TallyWindow = { day: '2026-11-23', time: '09:00', shard: 3 };

/** A tally that was saved once. */
export function aTally(content: Partial<Tally> = {}): Tally {
  return { ...emptyTally(WINDOW), version: 1, ...content };
}

/** Stores what reports add up, as if it had been counted. */
export function storeTally(world: InMemoryWorld, content: Partial<Tally>): void {
  const tally = aTally(content);
  world.tallies.set(windowKeyOf(tally.window), tally);
}

/** Returns everything ever counted; the reps' counters are left out, because they repeat it. */
export function countedInCells({ world }: Pick<InMemoryDeps, 'world'>): Counters {
  const postings = [...world.tallies.values()].flatMap((tally) => tally.postings);
  return sumCounters(postings.flatMap(({ to, counters }) => ('cell' in to ? [counters] : [])));
}
