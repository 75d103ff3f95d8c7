import type { TerritoryRow } from '../domain/territories/territory.ts';

/** The territory table as a whole, under the number of its last change; 0 while there is none. */
export interface TerritoryTable {
  readonly version: number;
  readonly rows: readonly TerritoryRow[];
}

/** The territories in one table that is replaced as a whole, so that nobody ever sees half of it. */
export interface TerritoryStore {
  current(): Promise<TerritoryTable>;
  /** Puts a table in the place of the one before it, version `table.version - 1`; `stale` when that is not the current one any more. */
  replace(table: TerritoryTable): Promise<{ readonly outcome: 'done' | 'stale' }>;
}
