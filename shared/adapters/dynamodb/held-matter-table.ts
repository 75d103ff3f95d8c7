import type { Instant } from '../../domain/instant.ts';
import * as z from '../../domain/lazy-zod.ts';
import { OCCASIONS } from '../../domain/notifications/notice.ts';
import type { HeldMatter, HeldMatterStore } from '../../ports/held-matters.ts';
import { StoreError } from '../../ports/store-error.ts';
import type { Database } from './database.ts';
import { queryDueRows } from './due-index.ts';
import { keys, shardOf } from './keys.ts';
import { readRows } from './readable-rows.ts';
import { createRowSchema } from './row-schema.ts';

const text = z.string().min(1);
export const HeldMatterRow = createRowSchema<HeldMatter>({
  id: text,
  lead: text,
  event: text,
  to: text,
  occasion: z.enum(OCCASIONS),
  heldAt: text,
  dueAt: text,
});

/** Prefix of the partitions of the due index that held matters have to themselves. */
const PARTITION = 'HELD_MATTER';

/** The store of held matters on DynamoDB: rows beside their lead, found by the due index. */
export class HeldMatterTable implements HeldMatterStore {
  readonly #db: Database;
  readonly #table: string;

  constructor(options: { readonly db: Database; readonly table: string }) {
    this.#db = options.db;
    this.#table = options.table;
  }

  async hold(matter: HeldMatter): Promise<void> {
    const { ended } = await this.#db.put({
      TableName: this.#table,
      Item: { ...keys.heldMatter(matter.lead, matter.id), ...matter, duePk: `${PARTITION}#${shardOf(matter.lead)}` },
      ConditionExpression: 'attribute_not_exists(pk)',
    });
    if (ended === 'invalid') throw new StoreError('held_matter_refused');
  }

  async due(before: Instant, limit: number): Promise<readonly HeldMatter[]> {
    // The index holds keys only, and may list what has been removed since.
    const found = await queryDueRows(this.#db, { table: this.#table, prefix: PARTITION, before, limit });
    const rows = await Promise.all(
      found.map(({ pk, sk }) => this.#db.get(this.#table, { pk: String(pk), sk: String(sk) })),
    );
    return readRows(
      this.#db,
      HeldMatterRow,
      rows.filter((row) => row !== undefined),
    );
  }

  async remove({ lead, id }: Pick<HeldMatter, 'lead' | 'id'>): Promise<void> {
    await this.#db.remove(this.#table, keys.heldMatter(lead, id));
  }
}
