import { dayOfPosting, mergePostings } from '../../domain/reporting/posting.ts';
import {
  emptyTally,
  type Tally,
  type TallyChange,
  type TallyWindow,
  windowKeyOf,
} from '../../domain/reporting/tally.ts';
import type { DayCounts, ReportStore } from '../../ports/report-store.ts';
import type { InMemoryWorld } from './in-memory-world.ts';

/** Fake of the report store. */
export class InMemoryReportStore implements ReportStore {
  readonly #world: InMemoryWorld;

  constructor(world: InMemoryWorld) {
    this.#world = world;
  }

  async tally(window: TallyWindow): Promise<Tally> {
    return this.#world.tallies.get(windowKeyOf(window)) ?? emptyTally(window);
  }

  async saveTally({ tally }: Pick<TallyChange, 'tally'>): Promise<{ readonly outcome: 'done' | 'stale' }> {
    const key = windowKeyOf(tally.window);
    if ((this.#world.tallies.get(key)?.version ?? 0) !== tally.version - 1) return { outcome: 'stale' };
    this.#world.tallies.set(key, tally);
    return { outcome: 'done' };
  }

  async day(day: string): Promise<DayCounts> {
    const tallies = this.#world.tallies.ofDay(day);
    const postings = mergePostings(
      tallies.flatMap((tally) => tally.postings.filter((posting) => dayOfPosting(posting) === day)),
    );
    return {
      cells: postings.flatMap(({ to, counters }) => ('cell' in to ? [{ cell: to.cell, counters }] : [])),
      reps: postings.flatMap(({ to, counters }) => ('repDay' in to ? [{ repDay: to.repDay, counters }] : [])),
      flagged: tallies.flatMap((tally) => tally.flagged.filter((flag) => flag.day === day)),
    };
  }
}
