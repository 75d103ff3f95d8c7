import fc from 'fast-check';
import { takeTurn } from '../../../../shared/domain/assignment/fairness/largest-credit.ts';
import {
  type LedgerEntries,
  ledgerEntryOf,
  UNITS_PER_LEAD,
} from '../../../../shared/domain/assignment/fairness/ledger.ts';

/** Ids whose alphabetical order is their numeric order: `rep-00`, `rep-01` … */
export function repName(index: number): string {
  return `rep-${String(index).padStart(2, '0')}`;
}

/** Maps weights to `rep-00`, `rep-01` … */
export function weightsOf(weights: readonly number[]): ReadonlyMap<string, number> {
  return new Map(weights.map((weight, index) => [repName(index), weight]));
}

/** Takes one turn. Throws if nobody is chosen. */
export function turn(entries: LedgerEntries, weights: ReadonlyMap<string, number>) {
  const taken = takeTurn(entries, weights);
  if (taken === undefined) throw new Error('nobody had a weight');
  return taken;
}

/** Takes a series of turns, each with its own weights. Returns who was chosen and the entries after each turn. */
export function playTurns(sequence: Iterable<ReadonlyMap<string, number>>, start: LedgerEntries = {}) {
  let entries = start;
  const chosen: string[] = [];
  const after: LedgerEntries[] = [];
  for (const weights of sequence) {
    const taken = turn(entries, weights);
    entries = taken.entries;
    chosen.push(taken.chosen);
    after.push(entries);
  }
  return { entries, chosen, after };
}

/** Returns the credit in leads. */
export function creditOf(entries: LedgerEntries, rep: string): number {
  return ledgerEntryOf(entries, rep).credit / UNITS_PER_LEAD;
}

/** Returns the longest uninterrupted run of turns of one rep. */
export function longestRun(chosen: readonly string[], rep: string): number {
  let [run, longest] = [0, 0];
  for (const one of chosen) {
    run = one === rep ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

/** Lowest count divided by weight first: the rule of most routers, for comparison. */
export function playLowestCount(
  sequence: Iterable<ReadonlyMap<string, number>>,
  counts: Map<string, number>,
): string[] {
  const chosen: string[] = [];
  for (const weights of sequence) {
    const ratio = (rep: string) => (counts.get(rep) ?? 0) / (weights.get(rep) ?? 1);
    const next = [...weights.keys()].reduce((best, rep) => (ratio(rep) < ratio(best) ? rep : best));
    counts.set(next, (counts.get(next) ?? 0) + 1);
    chosen.push(next);
  }
  return chosen;
}

/** Weights from even to very uneven. */
export const weight = fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 10 }), fc.constantFrom(0.001, 0.1, 40, 1000));
