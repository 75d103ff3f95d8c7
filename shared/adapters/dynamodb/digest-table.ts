import { addSeconds, type Instant, millisecondsOf } from '../../domain/instant.ts';
import * as z from '../../domain/lazy-zod.ts';
import { canSendDigest, DIGEST_KINDS, DIGEST_STATUSES, type Digest } from '../../domain/notifications/digest.ts';
import type { DigestStore } from '../../ports/digest-store.ts';
import { StoreError } from '../../ports/store-error.ts';
import type { Database } from './database.ts';
import { keys } from './keys.ts';
import { readRow } from './read-row.ts';
import { createRowSchema } from './row-schema.ts';

const text = z.string().min(1);
export const DigestRow = createRowSchema<Digest>({
  id: text,
  kind: z.enum(DIGEST_KINDS),
  to: text,
  status: z.enum(DIGEST_STATUSES),
  at: text,
  because: text.optional(),
  notices: z.array(z.object({ lead: text, id: text })).optional(),
});

/** Mails bounce within days. */
const KEPT_SECONDS = 30 * 24 * 3600;

/** The store of digests on DynamoDB, in the table of leads, where rows may expire. */
export class DigestTable implements DigestStore {
  readonly #db: Database;
  readonly #table: string;

  constructor(options: { readonly db: Database; readonly table: string }) {
    this.#db = options.db;
    this.#table = options.table;
  }

  async begin(digest: Pick<Digest, 'id' | 'kind' | 'to' | 'notices'>, now: Instant): Promise<boolean> {
    const known = await this.get(digest.id);
    if (!canSendDigest(known, now)) return false;
    const isUnchanged = known
      ? {
          ConditionExpression: '#status = :status AND #at = :at',
          ExpressionAttributeNames: { '#status': 'status', '#at': 'at' },
          ExpressionAttributeValues: { ':status': known.status, ':at': known.at },
        }
      : { ConditionExpression: 'attribute_not_exists(pk)' };
    // Whoever changed it meanwhile is sending it.
    return (await this.#put({ ...digest, status: 'sending', at: now }, isUnchanged)) === 'written';
  }

  async save(digest: Digest): Promise<void> {
    await this.#put(digest, {});
  }

  async get(id: string): Promise<Digest | undefined> {
    const row = await this.#db.get(this.#table, keys.digest(id));
    return row && readRow(DigestRow, row);
  }

  async #put(digest: Digest, condition: object): Promise<'written' | 'refused'> {
    const expiresAt = Math.floor(millisecondsOf(addSeconds(digest.at, KEPT_SECONDS)) / 1000);
    const Item = { ...keys.digest(digest.id), ...digest, expiresAt };
    const { ended } = await this.#db.put({ TableName: this.#table, Item, ...condition });
    if (ended === 'invalid') throw new StoreError('digest_refused');
    return ended;
  }
}
