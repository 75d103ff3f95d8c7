import type { RepId, TeamId } from '../../ids.ts';
import type { Instant } from '../../instant.ts';
import { ownValue } from '../../own-value.ts';
import type { Team } from '../../plan/team.ts';
import { isListBand } from '../../sources/import-list.ts';

/** One lead in ledger units. The ledger counts whole billionths of a lead, so rounding never loses anything. */
export const UNITS_PER_LEAD = 1_000_000_000;

/**
 * A rep's row in a team's ledger, in whole billionths of a lead ({@link UNITS_PER_LEAD}).
 * `received − earned = −credit + adjusted` always holds exactly.
 */
export interface LedgerEntry {
  /** What the team owes the rep; negative when the rep got more than their share. */
  readonly credit: number;
  /** Leads the rep got in turn. */
  readonly received: number;
  /** The rep's shares of all leads they were eligible for. */
  readonly earned: number;
  /** Leads given back or charged outside of turns, and credit spread from leavers. */
  readonly adjusted: number;
}

/** The rows of everybody who ever took turns together. */
export type LedgerEntries = Readonly<Record<RepId, LedgerEntry>>;

/** What is kept while a surge of the team lasts. */
export interface SurgeState {
  readonly since: Instant;
}

/**
 * How many leads one team owes each rep. Under each key, the columns sum over all reps to: credit 0, adjusted 0,
 * received = earned. Leavers keep their row at credit 0, so the sums stay valid.
 */
export interface Ledger {
  readonly team: TeamId;
  /** Grows with each change. A write based on an older version is rejected. */
  readonly version: number;
  /** By {@link ledgerKey}: a band, or `all`. */
  readonly entries: Readonly<Record<string, LedgerEntries>>;
  /** Present while a surge of the team lasts. */
  readonly surge?: SurgeState;
}

/** The row of a rep who has taken no turn. */
export const EMPTY_ENTRY: LedgerEntry = { credit: 0, received: 0, earned: 0, adjusted: 0 };

/** Returns the ledger of a team that has taken no turns. */
export function createLedger(team: TeamId): Ledger {
  return { team, version: 0, entries: {} };
}

/**
 * Returns the key a lead counts under: its band if the team is fair by band or the band is an import list's, else
 * `all`.
 */
export function ledgerKey(team: Pick<Team, 'fairBy'>, band: string): string {
  return team.fairBy === 'band' || isListBand(band) ? band : 'all';
}

/** Returns the rows under one key; empty when nobody has taken a turn there yet. */
export function ledgerEntriesOf(ledger: Ledger, key: string): LedgerEntries {
  return ownValue(ledger.entries, key) ?? {};
}

/** Returns one rep's row. A new rep starts at zero. */
export function ledgerEntryOf(entries: LedgerEntries, rep: RepId): LedgerEntry {
  return ownValue(entries, rep) ?? EMPTY_ENTRY;
}

/** Entries never change, so their rows by rep live as long as they do. */
const ROWS = new WeakMap<LedgerEntries, ReadonlyMap<RepId, LedgerEntry>>();

/** Returns the rows of everybody as a map, which is much quicker to look into when there are hundreds of reps. */
export function ledgerRowsOf(entries: LedgerEntries): ReadonlyMap<RepId, LedgerEntry> {
  const known = ROWS.get(entries);
  if (known !== undefined) return known;
  const rows = new Map(Object.entries(entries));
  ROWS.set(entries, rows);
  return rows;
}

/** Returns the entries that consist of these rows. The map must not change any more. */
export function toLedgerEntries(rows: ReadonlyMap<RepId, LedgerEntry>): LedgerEntries {
  const entries: LedgerEntries = Object.fromEntries(rows);
  ROWS.set(entries, rows);
  return entries;
}

/** Adds to a rep's columns and recomputes the credit: earned − received + adjusted. */
export function adjustEntry(account: LedgerEntry, change: Partial<Omit<LedgerEntry, 'credit'>>): LedgerEntry {
  const received = account.received + (change.received ?? 0);
  const earned = account.earned + (change.earned ?? 0);
  const adjusted = account.adjusted + (change.adjusted ?? 0);
  return { credit: earned - received + adjusted, received, earned, adjusted };
}
