import type { RepId } from '../../ids.ts';
import type { TurnStrategy } from '../../plan/team.ts';
import {
  adjustEntry,
  EMPTY_ENTRY,
  type LedgerEntries,
  type LedgerEntry,
  ledgerRowsOf,
  toLedgerEntries,
  UNITS_PER_LEAD,
} from './ledger.ts';
import { splitByWeight } from './split.ts';

/** Whether a strategy uses the ledger. `least_loaded` compares the load of reps instead. */
export function usesLedger(turn: TurnStrategy): boolean {
  return turn !== 'least_loaded';
}

/** One turn taken. */
export interface LedgerTurn {
  readonly chosen: RepId;
  /** What the chosen rep was owed before this lead. */
  readonly creditBefore: number;
  readonly entries: LedgerEntries;
}

/**
 * Takes one turn: everybody eligible earns their share of one lead, then the rep with the largest credit gets the
 * lead and pays one. Ties: the larger weight, then the fewest received, then the smaller id. Entries of other reps stay
 * unchanged. Undefined when nobody has a weight.
 *
 * With `only`, that rep gets the lead and pays for it, whoever has the largest credit. Undefined when `weights` does
 * not contain that rep.
 */
export function takeTurn(
  entries: LedgerEntries,
  weights: ReadonlyMap<RepId, number>,
  only?: RepId,
): LedgerTurn | undefined {
  const rows = ledgerRowsOf(entries);
  const after = new Map(rows);
  let best: { readonly rep: RepId; readonly entry: LedgerEntry } | undefined;
  for (const [rep, share] of splitByWeight(UNITS_PER_LEAD, weights)) {
    const entry = adjustEntry(rows.get(rep) ?? EMPTY_ENTRY, { earned: share });
    after.set(rep, entry);
    if (only !== undefined && rep !== only) continue;
    if (best === undefined || isBefore({ rep, entry }, best, weights)) best = { rep, entry };
  }
  if (best === undefined) return undefined;
  const { rep: chosen, entry } = best;
  const creditBefore = (rows.get(chosen) ?? EMPTY_ENTRY).credit;
  after.set(chosen, adjustEntry(entry, { received: UNITS_PER_LEAD }));
  return { chosen, creditBefore, entries: toLedgerEntries(after) };
}

/** Whether it is one rep's turn before another's, once both have earned their share. */
function isBefore(
  a: { readonly rep: RepId; readonly entry: LedgerEntry },
  b: { readonly rep: RepId; readonly entry: LedgerEntry },
  weights: ReadonlyMap<RepId, number>,
): boolean {
  const order =
    b.entry.credit - a.entry.credit ||
    (weights.get(b.rep) ?? 0) - (weights.get(a.rep) ?? 0) ||
    a.entry.received - b.entry.received;
  return order === 0 ? a.rep < b.rep : order < 0;
}
