import type { RepId } from '../../domain/ids.ts';
import { addSeconds, millisecondsOf } from '../../domain/instant.ts';
import * as z from '../../domain/lazy-zod.ts';
import type { CalendarReading, TimeSpan } from '../../domain/team/calendar-reading.ts';
import type { CalendarStore } from '../../ports/calendar-store.ts';
import { StoreError } from '../../ports/store-error.ts';
import type { Database } from './database.ts';
import { keys } from './keys.ts';
import { createPackedSchema, pack } from './packed.ts';
import { readRows } from './readable-rows.ts';
import { createRowSchema } from './row-schema.ts';

const text = z.string().min(1);
/** Two weeks of meetings are read with each urgent lead of a team: packed. */
export const BusyRow = createRowSchema<CalendarReading>({
  rep: text,
  readAt: text.optional(),
  triedAt: text,
  busy: createPackedSchema(z.array(createRowSchema<TimeSpan>({ from: text, until: text }))),
  failing: z.object({ since: text, because: text }).optional(),
});

/** Readings of calendars that are no longer read are deleted after a month. */
const KEPT_SECONDS = 30 * 24 * 3600;

/** The calendar store on DynamoDB: a row beside each rep. */
export class CalendarTable implements CalendarStore {
  readonly #db: Database;
  readonly #table: string;

  constructor(options: { readonly db: Database; readonly table: string }) {
    this.#db = options.db;
    this.#table = options.table;
  }

  async readingsOf(reps: readonly RepId[]): Promise<readonly CalendarReading[]> {
    return readRows(this.#db, BusyRow, await this.#db.getMany(this.#table, reps.map(keys.busy)));
  }

  async save(reading: CalendarReading): Promise<void> {
    const expiresAt = Math.floor(millisecondsOf(addSeconds(reading.triedAt, KEPT_SECONDS)) / 1000);
    const Item = { ...keys.busy(reading.rep), ...reading, busy: pack(reading.busy), expiresAt };
    const { ended } = await this.#db.put({ TableName: this.#table, Item });
    if (ended === 'invalid') throw new StoreError('calendar_refused');
  }
}
