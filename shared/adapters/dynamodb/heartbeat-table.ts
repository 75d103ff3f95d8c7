import * as z from 'zod';
import type { Database } from './database.ts';
import { keys } from './keys.ts';
import { readRow } from './rows.ts';

const BeatRow = z.object({
  at: z.string(),
  healed: z.int().nonnegative(),
  failed: z.int().nonnegative(),
  mostOverdueSeconds: z.number().nonnegative(),
});

/** When the sweep ran last and what it came to. */
export type Beat = z.infer<typeof BeatRow>;

/** The sweep's sign of life, one row in the table of reps that each run replaces. */
export class HeartbeatTable {
  readonly #db: Database;
  readonly #table: string;

  constructor(options: { readonly db: Database; readonly table: string }) {
    this.#db = options.db;
    this.#table = options.table;
  }

  async beat(beat: Beat): Promise<void> {
    await this.#db.put({ TableName: this.#table, Item: { ...keys.settings('SWEPT'), ...beat } });
  }

  /** @returns undefined when it has never run. */
  async last(): Promise<Beat | undefined> {
    const row = await this.#db.get(this.#table, keys.settings('SWEPT'));
    return row && readRow(BeatRow, row);
  }
}
