import type { RepId, RuleId, TeamId } from '../ids.ts';
import { type Counters, sumOf } from './counters.ts';

/** What is counted together: one UTC day and where the lead was then. What is not known, or does not apply, is absent. */
export interface Cell {
  /** `2026-11-21`. */
  readonly day: string;
  readonly source: string;
  readonly team?: TeamId;
  readonly rule?: RuleId;
  /** How the owner was chosen: the team's turn, or `by_hand`. */
  readonly turn?: string;
}

/** One rep's day. */
export interface RepDay {
  readonly day: string;
  readonly rep: RepId;
}

/** What is added to the counters of one cell, or of one rep's day. */
export interface Posting {
  readonly to: { readonly cell: Cell } | { readonly repDay: RepDay };
  readonly counters: Counters;
}

/** The same with one posting for each cell and rep's day, and none that adds nothing. */
export function merged(postings: readonly Posting[]): readonly Posting[] {
  const byPlace = new Map<string, { readonly to: Posting['to']; readonly all: Counters[] }>();
  for (const { to, counters } of postings) {
    const place = placeOf(to);
    const same = byPlace.get(place) ?? { to, all: [] };
    byPlace.set(place, same);
    same.all.push(counters);
  }
  return [...byPlace.values()]
    .map(({ to, all }) => ({ to, counters: sumOf(all) }))
    .filter(({ counters }) => Object.keys(counters).length > 0);
}

/** A text for each cell and each rep's day, and for no two the same. */
function placeOf(to: Posting['to']): string {
  if ('repDay' in to) return JSON.stringify([to.repDay.day, to.repDay.rep]);
  const { day, source, team, rule, turn } = to.cell;
  return JSON.stringify([day, source, team, rule, turn]);
}
