import { randomUUID } from 'node:crypto';
import * as z from '../../domain/lazy-zod.ts';
import type { JournalEntry } from '../../domain/plan-review/journal-entry.ts';
import { MAX_JOURNAL_ENTRIES, type PlanJournal } from '../../ports/plan-journal.ts';
import { StoreError } from '../../ports/store-error.ts';
import type { Database } from './database.ts';
import { keys } from './keys.ts';
import { readRows } from './readable-rows.ts';

const shared = { at: z.string(), by: z.string() };
export const JournalRow = z.discriminatedUnion('kind', [
  z.object({
    ...shared,
    kind: z.literal('review'),
    version: z.int().positive(),
    why: z.string(),
    next: z.string().optional(),
  }),
  z.object({ ...shared, kind: z.enum(['teams', 'territories']), rows: z.int().nonnegative() }),
]);

/** The journal of the plan in the reps table, beside its versions. */
export class PlanJournalTable implements PlanJournal {
  readonly #db: Database;
  readonly #table: string;

  constructor(options: { readonly db: Database; readonly table: string }) {
    this.#db = options.db;
    this.#table = options.table;
  }

  async add(entry: JournalEntry): Promise<void> {
    const Item = { ...keys.planJournal(entry.at, randomUUID()), ...entry };
    const end = await this.#db.put({ TableName: this.#table, Item });
    if (end.ended !== 'written') throw new StoreError('journal_refused');
  }

  async entries(): Promise<readonly JournalEntry[]> {
    const { pk } = keys.activePlan();
    const rows = await this.#db.query(
      {
        TableName: this.#table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :entry)',
        ExpressionAttributeValues: { ':pk': pk, ':entry': 'J#' },
        ScanIndexForward: false,
      },
      MAX_JOURNAL_ENTRIES,
    );
    return readRows(this.#db, JournalRow, rows);
  }
}
