import * as z from 'zod';
import { dayOfObservation, type Observation, type RealOwner } from '../../domain/shadow/shadow-mode.ts';
import type { Page } from '../../ports/lead-store.ts';
import type { ObservationStore, ObservedLead } from '../../ports/observation-store.ts';
import { StoreError } from '../../ports/store-error.ts';
import { cursorTo, sortKeyAt } from './cursor.ts';
import type { Database } from './database.ts';
import { keys } from './keys.ts';
import { readRow } from './rows.ts';

const text = z.string().min(1);
const ObservationRow: z.ZodType<Observation> = z.object({
  lead: text,
  receivedAt: text,
  ours: z
    .object({
      rule: text,
      at: text,
      rep: text.optional(),
      team: text.optional(),
      instead: z.enum(['queue', 'nurture', 'closed']).optional(),
    })
    .optional(),
  theirs: z.object({ rep: text, teams: z.array(text), at: text, firstTouchAt: text.optional() }).optional(),
});

/** The observation store on DynamoDB: rows in the leads table, by the day each lead was received. */
export class ObservationTable implements ObservationStore {
  readonly #db: Database;
  readonly #table: string;

  constructor(options: { readonly db: Database; readonly table: string }) {
    this.#db = options.db;
    this.#table = options.table;
  }

  async of(lead: ObservedLead): Promise<Observation | undefined> {
    const row = await this.#db.get(this.#table, keyOf(lead));
    return row && readRow(ObservationRow, row);
  }

  async saveOwner(lead: ObservedLead, owner: RealOwner): Promise<void> {
    const end = await this.#db.update({
      TableName: this.#table,
      Key: { ...keyOf(lead) },
      UpdateExpression: 'SET theirs = :theirs',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: { ':theirs': owner },
    });
    if (end.ended !== 'written') throw new StoreError('not_observed');
  }

  async ofDay(
    day: string,
    { limit, cursor }: { readonly limit: number; readonly cursor?: string },
  ): Promise<Page<Observation>> {
    const { pk } = keys.observation(day, '');
    const rows = await this.#db.query(
      {
        TableName: this.#table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': pk },
        ...(cursor && { ExclusiveStartKey: { pk, sk: sortKeyAt(cursor, /^LEAD#.+$/) } }),
      },
      limit + 1,
    );
    const items = rows.slice(0, limit).map((row) => readRow(ObservationRow, row));
    const last = rows.length > limit ? items.at(-1) : undefined;
    return { items, ...(last && { cursor: cursorTo(keys.observation(day, last.lead).sk) }) };
  }
}

function keyOf({ id, receivedAt }: ObservedLead) {
  return keys.observation(dayOfObservation({ receivedAt }), id);
}
