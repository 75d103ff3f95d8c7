import * as z from '../../domain/lazy-zod.ts';
import type { Database } from './database.ts';
import { keys } from './keys.ts';
import { readRow } from './read-row.ts';

export const HeartbeatRow = z.object({
  at: z.string(),
  healed: z.int().nonnegative(),
  failed: z.int().nonnegative(),
  mostOverdueSeconds: z.number().nonnegative(),
});

/** Time and result of the last sweep. */
export type Heartbeat = z.infer<typeof HeartbeatRow>;

/** The heartbeat of the sweep: one row in the reps table that each run replaces. */
export class HeartbeatTable {
  readonly #db: Database;
  readonly #table: string;

  constructor(options: { readonly db: Database; readonly table: string }) {
    this.#db = options.db;
    this.#table = options.table;
  }

  async save(beat: Heartbeat): Promise<void> {
    await this.#db.put({ TableName: this.#table, Item: { ...keys.heartbeat(), ...beat } });
  }

  /** @returns undefined if the sweep has never run. */
  async last(): Promise<Heartbeat | undefined> {
    const row = await this.#db.get(this.#table, keys.heartbeat());
    return row && readRow(HeartbeatRow, row);
  }
}
