import { type Ledger, type LedgerEntries, UNITS_PER_LEAD } from './ledger.ts';

/** How far, in leads, a rep can be from their share. */
export interface FairnessBound {
  /** Leads above the share. */
  readonly over: number;
  /** Leads below the share. */
  readonly under: number;
}

/**
 * Returns the bound while all `reps` are eligible for every lead, for any weights: over at most 1 − 1/n, under at most
 * 1/2 + 1/3 + … + 1/n. The largest-credit rule allows no better bound; docs/fairness.md has the proof.
 */
export function boundWhenAllEligible(reps: number): FairnessBound {
  let under = 0;
  for (let k = 2; k <= reps; k += 1) under += 1 / k;
  return { over: 1 - 1 / Math.max(1, reps), under };
}

/**
 * Returns the bound when each lead has its own eligible reps (shifts, caps, territories, leaves), in any order and
 * with any weights: n − 1 leads both ways. n counts everybody who ever took turns under that ledger key, while nobody
 * leaves.
 */
export function boundWhenEligibilityVaries(reps: number): FairnessBound {
  const maxLeads = Math.max(0, reps - 1);
  return { over: maxLeads, under: maxLeads };
}

/** The current balance of a ledger key: the largest deviations from the share, in leads, and whether it adds up. */
export interface LedgerBalance extends FairnessBound {
  /** The number of reps who ever took turns under it. */
  readonly reps: number;
  readonly isExact: boolean;
}

/** Measures the current balance under each key of a ledger. */
export function measureBalance(ledger: Ledger): Readonly<Record<string, LedgerBalance>> {
  return Object.fromEntries(Object.entries(ledger.entries).map(([key, entries]) => [key, measureEntries(entries)]));
}

function measureEntries(entries: LedgerEntries): LedgerBalance {
  const rows = Object.values(entries);
  const sum = (column: keyof (typeof rows)[number]) => rows.reduce((total, row) => total + row[column], 0);
  // These three imply that credits sum to zero.
  const exact =
    rows.every((row) => row.received - row.earned === -row.credit + row.adjusted) &&
    sum('adjusted') === 0 &&
    sum('received') === sum('earned');
  const credits = rows.map(({ credit }) => credit);
  return {
    reps: rows.length,
    isExact: exact,
    over: Math.max(0, ...credits.map((credit) => -credit)) / UNITS_PER_LEAD,
    under: Math.max(0, ...credits) / UNITS_PER_LEAD,
  };
}
