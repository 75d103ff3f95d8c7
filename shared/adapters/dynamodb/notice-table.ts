import type { LeadId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import * as z from '../../domain/lazy-zod.ts';
import {
  ATTEMPT_OUTCOMES,
  canBeSent,
  NOTICE_STATUSES,
  type Notice,
  OCCASIONS,
} from '../../domain/notifications/notice.ts';
import type { BeginResult, NewNotice, NoticeStore } from '../../ports/notice-store.ts';
import { StoreError } from '../../ports/store-error.ts';
import type { Database } from './database.ts';
import { keys } from './keys.ts';
import { readRow } from './read-row.ts';
import { readRows } from './readable-rows.ts';
import { createRowSchema } from './row-schema.ts';

const text = z.string().min(1);
export const NoticeRow = createRowSchema<Notice>({
  id: text,
  lead: text,
  to: text,
  occasion: z.enum(OCCASIONS),
  status: z.enum(NOTICE_STATUSES),
  at: text,
  attempts: z.array(z.object({ channel: text, at: text, outcome: z.enum(ATTEMPT_OUTCOMES), because: text.optional() })),
  reference: text.optional(),
});

/** The notice store on DynamoDB: rows beside their lead. */
export class NoticeTable implements NoticeStore {
  readonly #db: Database;
  readonly #table: string;

  constructor(options: { readonly db: Database; readonly table: string }) {
    this.#db = options.db;
    this.#table = options.table;
  }

  async begin(notice: NewNotice, now: Instant): Promise<BeginResult> {
    const known = await this.get(notice.lead, notice.id);
    const answer = canBeSent(known, now);
    if (answer !== 'yes') return { outcome: answer };
    const earlier = known?.attempts ?? [];
    const sending: Notice = { ...notice, status: 'sending', at: now, attempts: earlier };
    const isUnchanged = known
      ? {
          ConditionExpression: '#status = :status AND #at = :at',
          ExpressionAttributeNames: { '#status': 'status', '#at': 'at' },
          ExpressionAttributeValues: { ':status': known.status, ':at': known.at },
        }
      : { ConditionExpression: 'attribute_not_exists(pk)' };
    // Whoever changed it meanwhile is sending it.
    return (await this.#put(sending, isUnchanged)) === 'written'
      ? { outcome: 'begun', earlier }
      : { outcome: 'being_sent' };
  }

  async save(notice: Notice): Promise<void> {
    await this.#put(notice, {});
  }

  async get(lead: LeadId, id: string): Promise<Notice | undefined> {
    const row = await this.#db.get(this.#table, keys.notice(lead, id));
    return row && readRow(NoticeRow, row);
  }

  async list(lead: LeadId): Promise<readonly Notice[]> {
    const { pk, sk } = keys.notice(lead, '');
    const rows = await this.#db.query({
      TableName: this.#table,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :notice)',
      ExpressionAttributeValues: { ':pk': pk, ':notice': sk },
    });
    return readRows(this.#db, NoticeRow, rows);
  }

  async #put(notice: Notice, condition: object): Promise<'written' | 'refused'> {
    const Item = { ...keys.notice(notice.lead, notice.id), ...notice };
    const { ended } = await this.#db.put({ TableName: this.#table, Item, ...condition });
    if (ended === 'invalid') throw new StoreError('notice_refused');
    return ended;
  }
}
