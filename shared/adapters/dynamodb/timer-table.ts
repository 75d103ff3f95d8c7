import type { LeadId } from '../../domain/ids.ts';
import * as z from '../../domain/lazy-zod.ts';
import { StoreError } from '../../ports/store-error.ts';
import type { WaitingTask, WaitingTaskStore } from '../../ports/waiting-tasks.ts';
import type { Database } from './database.ts';
import { keys } from './keys.ts';
import { readRows } from './readable-rows.ts';
import { createRowSchema } from './row-schema.ts';

const number = z.int().nonnegative();
export const TimerRow = createRowSchema<Omit<WaitingTask, 'leadId'>>({
  epoch: number,
  revision: number,
  token: z.string().min(1),
});

/**
 * The waiting follow-up executions on DynamoDB, beside their lead. The first row of an execution is written by its state
 * machine itself, without a function.
 */
export class TimerTable implements WaitingTaskStore {
  readonly #db: Database;
  readonly #table: string;

  constructor(options: { readonly db: Database; readonly table: string }) {
    this.#db = options.db;
    this.#table = options.table;
  }

  async list(leadId: LeadId): Promise<readonly WaitingTask[]> {
    const rows = await this.#db.query({
      TableName: this.#table,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :timer)',
      ExpressionAttributeValues: { ':pk': keys.lead(leadId).pk, ':timer': 'TIMER#' },
    });
    return readRows(this.#db, TimerRow, rows)
      .map((row) => ({ leadId, ...row }))
      .toSorted((a, b) => a.epoch - b.epoch || a.revision - b.revision);
  }

  async save({ leadId, epoch, revision, token }: WaitingTask): Promise<void> {
    const Item = { ...keys.waitingTask(leadId, epoch, revision), epoch, revision, token };
    const end = await this.#db.put({ TableName: this.#table, Item });
    if (end.ended !== 'written') throw new StoreError('timer_refused');
  }

  async remove({ leadId, epoch, revision }: Omit<WaitingTask, 'token'>): Promise<void> {
    await this.#db.remove(this.#table, keys.waitingTask(leadId, epoch, revision));
  }
}
