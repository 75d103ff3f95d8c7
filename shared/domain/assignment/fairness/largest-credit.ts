import type { RepId } from '../../ids.ts';
import type { Turn } from '../../plan/plan.ts';
import { type Account, type Accounts, accountOf, credited, UNIT } from './ledger.ts';
import { split } from './split.ts';

/** Whether a strategy chooses by the ledger and posts to it; `least_loaded` looks at what reps hold instead. */
export function posts(turn: Turn): boolean {
  return turn !== 'least_loaded';
}

/** One turn taken. */
export interface TurnTaken {
  readonly chosen: RepId;
  /** What the chosen was owed before this lead. */
  readonly creditBefore: number;
  readonly accounts: Accounts;
}

/**
 * Takes one turn: everybody eligible earns their share of one lead, then the one who is owed most gets it and pays one.
 * At a tie the larger weight goes first, then who received fewest, then the smaller id. Accounts of everybody else stay
 * as they are. Undefined when nobody has a weight.
 *
 * With `only`, that rep gets it and pays for it whoever is owed most; undefined when they are not among the weights.
 */
export function takeTurn(accounts: Accounts, weights: ReadonlyMap<RepId, number>, only?: RepId): TurnTaken | undefined {
  const shares = split(UNIT, weights);
  const earned = new Map<RepId, Account>();
  for (const [rep, share] of shares) earned.set(rep, credited(accountOf(accounts, rep), { earned: share }));
  const order = ([a, x]: [RepId, Account], [b, y]: [RepId, Account]): number =>
    y.credit - x.credit || (weights.get(b) ?? 0) - (weights.get(a) ?? 0) || x.received - y.received || (a < b ? -1 : 1);
  const [first, ...others] = [...earned].filter(([rep]) => only === undefined || rep === only);
  if (first === undefined) return undefined;
  const [chosen, account] = others.reduce((best, next) => (order(next, best) < 0 ? next : best), first);
  const creditBefore = accountOf(accounts, chosen).credit;
  earned.set(chosen, credited(account, { received: UNIT }));
  return { chosen, creditBefore, accounts: { ...accounts, ...Object.fromEntries(earned) } };
}
