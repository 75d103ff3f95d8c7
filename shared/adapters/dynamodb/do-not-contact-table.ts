import * as z from '../../domain/lazy-zod.ts';
import { DO_NOT_CONTACT_KINDS, type DoNotContactEntry } from '../../domain/privacy/do-not-contact.ts';
import type { DoNotContactList, ListedKey } from '../../ports/do-not-contact-list.ts';
import type { Database } from './database.ts';
import { keys } from './keys.ts';
import { readRow } from './read-row.ts';
import { createRowSchema } from './row-schema.ts';

const text = z.string().min(1);

export const DoNotContactRow = createRowSchema<ListedKey>({
  key: text,
  entry: createRowSchema<DoNotContactEntry>({
    id: text,
    at: text,
    by: text,
    because: text,
    ticket: text.optional(),
    kind: z.enum(DO_NOT_CONTACT_KINDS),
    keys: z.array(text),
    lifted: z.object({ at: text, by: text, because: text }).optional(),
  }),
});

/**
 * The do-not-contact list in the reps table, one row for each key. A row that cannot be read is an error: whoever looks
 * somebody up must not take them for not listed.
 */
export class DoNotContactTable implements DoNotContactList {
  readonly #db: Database;
  readonly #table: string;

  constructor(options: { readonly db: Database; readonly table: string }) {
    this.#db = options.db;
    this.#table = options.table;
  }

  async find(wanted: readonly string[], { repeatedLater } = { repeatedLater: false }): Promise<readonly ListedKey[]> {
    if (wanted.length === 0) return [];
    const consistent = !repeatedLater;
    const rows = await this.#db.getMany(this.#table, wanted.map(keys.doNotContact), { consistent });
    return rows.map((row) => readRow(DoNotContactRow, row));
  }

  async put(entry: DoNotContactEntry): Promise<void> {
    for (const key of entry.keys)
      await this.#db.put({ TableName: this.#table, Item: { ...keys.doNotContact(key), key, entry } });
  }

  async remove(entry: DoNotContactEntry): Promise<void> {
    for (const key of entry.keys)
      await this.#db.remove(this.#table, keys.doNotContact(key), {
        ConditionExpression: 'attribute_not_exists(pk) OR entry.id = :entry',
        ExpressionAttributeValues: { ':entry': entry.id },
      });
  }
}
