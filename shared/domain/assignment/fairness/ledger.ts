import type { RepId, TeamId } from '../../ids.ts';
import type { Team } from '../../plan/plan.ts';
import { isListBand } from '../../sources/import-list.ts';

/** One lead in the ledger's whole numbers: a billionth of a lead is the smallest share it can write, so nothing is ever rounded away. */
export const UNIT = 1_000_000_000;

/**
 * What one rep earned and got, in units of a billionth of a lead ({@link UNIT}); whole numbers all.
 * `received − earned = −credit + adjusted`, exactly and always.
 */
export interface Account {
  /** What the team owes the rep; negative when they had more than their share. */
  readonly credit: number;
  /** Leads the rep was given in turn. */
  readonly received: number;
  /** The rep's shares of all leads they were eligible for. */
  readonly earned: number;
  /** Leads given back or charged outside of turns, and what leavers left behind. */
  readonly adjusted: number;
}

/** The accounts of everybody who ever took turns together. */
export type Accounts = Readonly<Record<RepId, Account>>;

/**
 * Who is owed how much of a lead in one team. Each account's four columns sum over its reps to: credit 0, adjusted 0,
 * received = earned. Leavers stay in the books at credit 0, so the sums never break.
 */
export interface Ledger {
  readonly team: TeamId;
  /** Grows with each change; a writer that decided on an older one is refused. */
  readonly version: number;
  /** By {@link accountKey}: a band, or `all`. */
  readonly accounts: Readonly<Record<string, Accounts>>;
}

const NOTHING: Account = { credit: 0, received: 0, earned: 0, adjusted: 0 };

/** The ledger of a team that never took a turn. */
export function emptyLedger(team: TeamId): Ledger {
  return { team, version: 0, accounts: {} };
}

/** Which account a lead is counted in: that of its band when the team is fair by band or it is a list's own, otherwise the one for all. */
export function accountKey(team: Pick<Team, 'fairBy'>, band: string): string {
  return team.fairBy === 'band' || isListBand(band) ? band : 'all';
}

/** The accounts under one key, empty when nobody took a turn there yet. */
export function accountsOf(ledger: Ledger, key: string): Accounts {
  return Object.hasOwn(ledger.accounts, key) ? (ledger.accounts[key] ?? {}) : {};
}

/** One rep's account; who is new starts at zero. */
export function accountOf(accounts: Accounts, rep: RepId): Account {
  return Object.hasOwn(accounts, rep) ? (accounts[rep] ?? NOTHING) : NOTHING;
}

/** Adds to a rep's columns and keeps their credit what it must be: earned − received + adjusted. */
export function credited(account: Account, change: Partial<Omit<Account, 'credit'>>): Account {
  const received = account.received + (change.received ?? 0);
  const earned = account.earned + (change.earned ?? 0);
  const adjusted = account.adjusted + (change.adjusted ?? 0);
  return { credit: earned - received + adjusted, received, earned, adjusted };
}
