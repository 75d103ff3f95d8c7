import type { RepId } from '../../ids.ts';
import type { TurnStrategy } from '../../plan/plan.ts';
import { adjustEntry, type LedgerEntries, type LedgerEntry, ledgerEntryOf, UNITS_PER_LEAD } from './ledger.ts';
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
  const shares = splitByWeight(UNITS_PER_LEAD, weights);
  const earned = new Map<RepId, LedgerEntry>();
  for (const [rep, share] of shares) earned.set(rep, adjustEntry(ledgerEntryOf(entries, rep), { earned: share }));
  const order = ([a, x]: [RepId, LedgerEntry], [b, y]: [RepId, LedgerEntry]): number =>
    y.credit - x.credit || (weights.get(b) ?? 0) - (weights.get(a) ?? 0) || x.received - y.received || (a < b ? -1 : 1);
  const [first, ...others] = [...earned].filter(([rep]) => only === undefined || rep === only);
  if (first === undefined) return undefined;
  const [chosen, account] = others.reduce((best, next) => (order(next, best) < 0 ? next : best), first);
  const creditBefore = ledgerEntryOf(entries, chosen).credit;
  earned.set(chosen, adjustEntry(account, { received: UNITS_PER_LEAD }));
  return { chosen, creditBefore, entries: { ...entries, ...Object.fromEntries(earned) } };
}
