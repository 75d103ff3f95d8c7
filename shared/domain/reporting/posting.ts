import type { RepId, RuleId, TeamId } from '../ids.ts';
import { type Counters, sumCounters } from './counters.ts';

/**
 * The dimensions of a set of counters: one UTC day and where the lead was then. What is unknown or does not apply is
 * absent.
 */
export interface MetricsCell {
  /** `2026-11-21`. */
  readonly day: string;
  readonly source: string;
  readonly team?: TeamId;
  readonly rule?: RuleId;
  /** How the owner was chosen: the team's turn strategy, or `by_hand`. */
  readonly turn?: string;
}

/** One rep on one day. */
export interface RepDay {
  readonly day: string;
  readonly rep: RepId;
}

/** What is added to the counters of one cell, or of one rep and day. */
export interface Posting {
  readonly to: { readonly cell: MetricsCell } | { readonly repDay: RepDay };
  readonly counters: Counters;
}

/** Merges postings into one for each cell and each rep and day, and drops those that add nothing. */
export function mergePostings(postings: readonly Posting[]): readonly Posting[] {
  const byPlace = new Map<string, { readonly to: Posting['to']; readonly all: Counters[] }>();
  for (const { to, counters } of postings) {
    const place = postingKeyOf(to);
    const same = byPlace.get(place) ?? { to, all: [] };
    byPlace.set(place, same);
    same.all.push(counters);
  }
  return [...byPlace.values()]
    .map(({ to, all }) => ({ to, counters: sumCounters(all) }))
    .filter(({ counters }) => Object.keys(counters).length > 0);
}

/** Returns the UTC day a posting counts on. */
export function dayOfPosting({ to }: Pick<Posting, 'to'>): string {
  return 'cell' in to ? to.cell.day : to.repDay.day;
}

/** Returns a text that is unique for each cell and each rep and day. */
function postingKeyOf(to: Posting['to']): string {
  if ('repDay' in to) return JSON.stringify([to.repDay.day, to.repDay.rep]);
  const { day, source, team, rule, turn } = to.cell;
  return JSON.stringify([day, source, team, rule, turn]);
}
