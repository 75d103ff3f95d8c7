import type { LeadId } from '../../domain/ids.ts';
import { type Instant, millisecondsOf } from '../../domain/instant.ts';
import * as z from '../../domain/lazy-zod.ts';
import { StoreError } from '../../ports/store-error.ts';
import type { WaitingTask, WaitingTaskStore } from '../../ports/waiting-tasks.ts';
import type { Database } from './database.ts';
import { keys } from './keys.ts';
import { readWhole, rowsToLead } from './lead-rows.ts';
import { readRows } from './readable-rows.ts';
import { createRowSchema } from './row-schema.ts';

const TIMERS = 'TIMER#';
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

  /** One query: tokens sort right after the two rows of the lead, and are read after them. */
  async listWithLead(leadId: LeadId) {
    const { pk, sk } = keys.lead(leadId);
    return readWhole(async () => {
      const rows = await this.#db.query({
        TableName: this.#table,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :state AND :timers',
        ExpressionAttributeValues: { ':pk': pk, ':state': sk, ':timers': `${TIMERS}~` },
      });
      const lead = rowsToLead(rows);
      if (lead === 'torn') return lead;
      const timers = rows.filter((row) => String(row.sk).startsWith(TIMERS));
      const tasks = readRows(this.#db, TimerRow, timers).map((row) => ({ leadId, ...row }));
      return { lead, tasks: tasks.toSorted((a, b) => a.epoch - b.epoch || a.revision - b.revision) };
    });
  }

  async save({ leadId, epoch, revision, token }: WaitingTask, until: Instant): Promise<void> {
    const expiresAt = Math.ceil(millisecondsOf(until) / 1000);
    const Item = { ...keys.waitingTask(leadId, epoch, revision), epoch, revision, token, expiresAt };
    const end = await this.#db.put({ TableName: this.#table, Item });
    if (end.ended !== 'written') throw new StoreError('timer_refused');
  }
}
