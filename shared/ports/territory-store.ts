import type { TerritoryRow } from '../domain/territories/territory.ts';

/** The whole territory table with its version; version 0 while there is none. */
export interface TerritoryTable {
  readonly version: number;
  readonly rows: readonly TerritoryRow[];
}

/** Stores the territories in one table that is replaced as a whole, so that nobody ever reads half of it. */
export interface TerritoryStore {
  current(): Promise<TerritoryTable>;
  /** Replaces version `table.version - 1`; `stale` when that is no longer the current one. */
  replace(table: TerritoryTable): Promise<{ readonly outcome: 'done' | 'stale' }>;
}
