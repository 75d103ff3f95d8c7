import { type Accounts, type Ledger, UNIT } from './ledger.ts';

/** How far, in leads, a rep may be from their share. */
export interface Bound {
  /** Leads received beyond the share. */
  readonly over: number;
  /** Leads short of the share. */
  readonly under: number;
}

/**
 * The bound while all `reps` are eligible for every lead, whatever happens to their weights: over at most 1 − 1/n,
 * under at most 1/2 + 1/3 + … + 1/n. No bound on largest credit can be better; docs/fairness.md has the proof.
 */
export function boundWhenAllEligible(reps: number): Bound {
  let under = 0;
  for (let k = 2; k <= reps; k += 1) under += 1 / k;
  return { over: 1 - 1 / Math.max(1, reps), under };
}

/**
 * The bound when each lead has its own eligible reps (shifts, caps, territories, leave), in any order and with any
 * weights: n − 1 leads both ways, where n is everybody who ever took turns in that account and nobody left meanwhile.
 */
export function boundWhenEligibilityVaries(reps: number): Bound {
  const most = Math.max(0, reps - 1);
  return { over: most, under: most };
}

/** What an account shows right now: the worst served and the best served rep, in leads, and whether the books are exact. */
export interface Service extends Bound {
  /** Everybody who ever took turns in it. */
  readonly reps: number;
  readonly exact: boolean;
}

/** Measures each account of a ledger as it stands. */
export function measureService(ledger: Ledger): Readonly<Record<string, Service>> {
  return Object.fromEntries(Object.entries(ledger.accounts).map(([key, accounts]) => [key, measure(accounts)]));
}

function measure(accounts: Accounts): Service {
  const rows = Object.values(accounts);
  const sum = (column: keyof (typeof rows)[number]) => rows.reduce((total, row) => total + row[column], 0);
  // That credits sum to zero follows from these three.
  const exact =
    rows.every((row) => row.received - row.earned === -row.credit + row.adjusted) &&
    sum('adjusted') === 0 &&
    sum('received') === sum('earned');
  const credits = rows.map(({ credit }) => credit);
  return {
    reps: rows.length,
    exact,
    over: Math.max(0, ...credits.map((credit) => -credit)) / UNIT,
    under: Math.max(0, ...credits) / UNIT,
  };
}
