import * as z from '../../domain/lazy-zod.ts';
import {
  type BatonDecision,
  type IncumbentOwner,
  type ShadowRecord,
  shadowDayOf,
  UNASSIGNED_RESULTS,
} from '../../domain/shadow/shadow-mode.ts';
import type { Page } from '../../ports/lead-store.ts';
import type { ShadowLeadKey, ShadowStore } from '../../ports/observation-store.ts';
import { StoreError } from '../../ports/store-error.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import type { Database } from './database.ts';
import { keys } from './keys.ts';
import { readRow } from './read-row.ts';
import { queryReadable } from './readable-rows.ts';
import { createRowSchema } from './row-schema.ts';

const text = z.string().min(1);
export const ObservationRow = createRowSchema<ShadowRecord>({
  lead: text,
  receivedAt: text,
  baton: createRowSchema<BatonDecision>({
    rule: text,
    at: text,
    rep: text.optional(),
    team: text.optional(),
    instead: z.enum(UNASSIGNED_RESULTS).optional(),
  }).optional(),
  incumbent: createRowSchema<IncumbentOwner>({
    rep: text,
    teams: z.array(text),
    at: text,
    firstResponseAt: text.optional(),
  }).optional(),
});

/** The observation store on DynamoDB: rows in the leads table, by the day each lead was received. */
export class ShadowTable implements ShadowStore {
  readonly #db: Database;
  readonly #table: string;

  constructor(options: { readonly db: Database; readonly table: string }) {
    this.#db = options.db;
    this.#table = options.table;
  }

  async get(lead: ShadowLeadKey): Promise<ShadowRecord | undefined> {
    const row = await this.#db.get(this.#table, keyOf(lead));
    return row && readRow(ObservationRow, row);
  }

  async saveIncumbentOwner(lead: ShadowLeadKey, owner: IncumbentOwner): Promise<void> {
    const end = await this.#db.update({
      TableName: this.#table,
      Key: { ...keyOf(lead) },
      UpdateExpression: 'SET incumbent = :incumbent',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: { ':incumbent': owner },
    });
    if (end.ended !== 'written') throw new StoreError('not_in_shadow_mode');
  }

  async listDay(
    day: string,
    { limit, cursor }: { readonly limit: number; readonly cursor?: string },
  ): Promise<Page<ShadowRecord>> {
    const { pk } = keys.observation(day, '');
    const readable = await queryReadable(
      this.#db,
      {
        TableName: this.#table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': pk },
        ...(cursor && { ExclusiveStartKey: { pk, sk: decodeCursor(cursor, /^LEAD#.+$/) } }),
      },
      limit + 1,
      ObservationRow,
    );
    const items = readable.slice(0, limit);
    const last = readable.length > limit ? items.at(-1) : undefined;
    return { items, ...(last && { cursor: encodeCursor(keys.observation(day, last.lead).sk) }) };
  }
}

function keyOf({ id, receivedAt }: ShadowLeadKey) {
  return keys.observation(shadowDayOf({ receivedAt }), id);
}
