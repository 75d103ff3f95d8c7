import { CRM_FAILURE_CODES } from '../../domain/crm/crm-failure.ts';
import { CRM_SYSTEMS, type CrmSystem } from '../../domain/crm/crm-fields.ts';
import type { CrmCursor, CrmReading } from '../../domain/crm/crm-reading.ts';
import * as z from '../../domain/lazy-zod.ts';
import type { CrmReadingStore } from '../../ports/crm-reading-store.ts';
import { StoreError } from '../../ports/store-error.ts';
import type { Database } from './database.ts';
import { keys } from './keys.ts';
import { readRow } from './read-row.ts';
import { createRowSchema } from './row-schema.ts';

const text = z.string().min(1);
const because = z.enum(CRM_FAILURE_CODES);
export const CrmReadingRow = createRowSchema<CrmReading>({
  system: z.enum(CRM_SYSTEMS),
  version: z.int().nonnegative(),
  cursors: z.record(
    text,
    createRowSchema<CrmCursor>({ readUntil: text, taken: z.array(text), because: because.optional() }),
  ),
  again: z.array(text),
  failing: createRowSchema<NonNullable<CrmReading['failing']>>({ since: text, because }).optional(),
});

/** How far each CRM has been read, one row in the reps table. */
export class CrmReadingTable implements CrmReadingStore {
  readonly #db: Database;
  readonly #table: string;

  constructor(options: { readonly db: Database; readonly table: string }) {
    this.#db = options.db;
    this.#table = options.table;
  }

  async load(system: CrmSystem): Promise<CrmReading | undefined> {
    const row = await this.#db.get(this.#table, keys.crmReading(system));
    return row && readRow(CrmReadingRow, row);
  }

  async save(reading: CrmReading): Promise<boolean> {
    const { system, version } = reading;
    const { ended } = await this.#db.put({
      TableName: this.#table,
      Item: { ...keys.crmReading(system), ...reading, version: version + 1 },
      ConditionExpression: version === 0 ? 'attribute_not_exists(pk)' : 'version = :before',
      ...(version > 0 && { ExpressionAttributeValues: { ':before': version } }),
    });
    if (ended === 'invalid') throw new StoreError('crm_reading_refused');
    return ended === 'written';
  }
}
