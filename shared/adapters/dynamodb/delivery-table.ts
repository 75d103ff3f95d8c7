import { addSeconds, type Instant, millisecondsOf } from '../../domain/instant.ts';
import * as z from '../../domain/lazy-zod.ts';
import type {
  Delivery,
  DeliveryStatus,
  DeliveryStore,
  QuarantinedDelivery,
  RefusedDelivery,
} from '../../ports/delivery-store.ts';
import type { Page } from '../../ports/lead-store.ts';
import { StoreError } from '../../ports/store-error.ts';
import type { BodyBucket } from '../s3/body-bucket.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import type { Database } from './database.ts';
import { DeliveryRow, ErasedDeliveryRow, QuarantinedDeliveryRow, RefusedDeliveryRow } from './delivery-rows.ts';
import { queryDueRows } from './due-index.ts';
import { keys, shardOf } from './keys.ts';
import { readRow } from './read-row.ts';
import { queryReadable, readRows } from './readable-rows.ts';

export const IdRow = z.object({ id: z.string().min(1) });

/** Maximum size of a body kept in the row itself, in bytes. */
const MAX_ROW_BODY_BYTES = 200_000;

/** A sample of a refused delivery is cut to this many bytes and kept for this many seconds. */
const MAX_REFUSED_SAMPLE_BYTES = 16_000;
const REFUSED_SAMPLE_TTL_SECONDS = 7 * 24 * 3600;

/**
 * The delivery store on DynamoDB. Large bodies go to the bucket and the row points to them. The body is written first,
 * so that a row never points to a missing object. Rows and objects expire after the same time.
 */
export class DeliveryTable implements DeliveryStore {
  readonly #db: Database;
  readonly #table: string;
  readonly #bodies: Pick<BodyBucket, 'put' | 'get'>;
  readonly #retentionSeconds: number;

  constructor(options: {
    readonly db: Database;
    readonly table: string;
    readonly bodies: Pick<BodyBucket, 'put' | 'get'>;
    /** How long a delivery is kept after its receipt. */
    readonly retentionSeconds: number;
  }) {
    this.#db = options.db;
    this.#table = options.table;
    this.#bodies = options.bodies;
    this.#retentionSeconds = options.retentionSeconds;
  }

  async save({ body, ...delivery }: Delivery): Promise<void> {
    const { id, receivedAt, status } = delivery;
    const isLarge = body.byteLength > MAX_ROW_BODY_BYTES;
    const storedBody = isLarge ? { bodyKey: await this.#bodies.put(id, body) } : { body };
    const expiresAt = Math.floor(millisecondsOf(addSeconds(receivedAt, this.#retentionSeconds)) / 1000);
    const Item = { ...keys.delivery(id), ...delivery, ...storedBody, ...dueKeys(id, status), expiresAt };
    const end = await this.#db.put({ TableName: this.#table, Item });
    if (end.ended !== 'written') throw new StoreError('delivery_refused');
  }

  async saveRefused({ source, receivedAt, contentType, body }: RefusedDelivery): Promise<void> {
    const sample = { source, receivedAt, contentType, body: body.slice(0, MAX_REFUSED_SAMPLE_BYTES) };
    const expiresAt = Math.floor(millisecondsOf(addSeconds(receivedAt, REFUSED_SAMPLE_TTL_SECONDS)) / 1000);
    await this.#db.put({
      TableName: this.#table,
      Item: { ...keys.refusedSample(source, receivedAt.slice(0, 13)), ...sample, expiresAt },
      // One sample an hour is enough to find the problem, and somebody guessing secrets cannot fill the table.
      ConditionExpression: 'attribute_not_exists(pk)',
    });
  }

  async refused(source: string): Promise<readonly RefusedDelivery[]> {
    const rows = await this.#db.query({
      TableName: this.#table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': keys.refusedSample(source, '').pk },
    });
    return readRows(this.#db, RefusedDeliveryRow, rows);
  }

  async saveErased(key: string, until: Instant): Promise<void> {
    const expiresAt = Math.ceil(millisecondsOf(until) / 1000);
    await this.#db.put({ TableName: this.#table, Item: { ...keys.erasedDelivery(key), until, expiresAt } });
  }

  async isErased(key: string, now: Instant): Promise<boolean> {
    const row = await this.#db.get(this.#table, keys.erasedDelivery(key));
    // Expired rows are removed late.
    return row !== undefined && readRow(ErasedDeliveryRow, row).until > now;
  }

  async load(id: string): Promise<Delivery | undefined> {
    const row = await this.#db.get(this.#table, keys.delivery(id));
    if (!row) return undefined;
    const { body, bodyKey, ...delivery } = readRow(DeliveryRow, row);
    if (body) return { ...delivery, body };
    if (bodyKey === undefined) throw new StoreError('unreadable_row');
    return { ...delivery, body: await this.#bodies.get(bodyKey) };
  }

  /** @throws {StoreError} `unknown_delivery` when the delivery does not exist. */
  async saveStatus(id: string, status: DeliveryStatus): Promise<void> {
    const due = dueKeys(id, status);
    const end = await this.#db.update({
      TableName: this.#table,
      Key: { ...keys.delivery(id) },
      UpdateExpression: due
        ? 'SET #status = :status, duePk = :duePk, dueAt = :dueAt'
        : 'SET #status = :status REMOVE duePk, dueAt',
      ConditionExpression: 'attribute_exists(pk) AND NOT #status.#status IN (:done, :dismissed)',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: {
        ':status': status,
        ':done': 'done',
        ':dismissed': 'dismissed',
        ...(due && { ':duePk': due.duePk, ':dueAt': due.dueAt }),
      },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    if (end.ended === 'invalid') throw new StoreError('delivery_refused');
    if (end.ended === 'refused' && end.refusals[0]?.row.id !== id) throw new StoreError('unknown_delivery');
  }

  async pending(before: Instant, limit: number): Promise<readonly string[]> {
    const rows = await queryDueRows(this.#db, { table: this.#table, prefix: 'PENDING', before, limit });
    return readRows(this.#db, IdRow, rows).map(({ id }) => id);
  }

  async quarantined({ limit, cursor }: { readonly limit: number; readonly cursor?: string }) {
    const readable = await queryReadable(
      this.#db,
      {
        TableName: this.#table,
        IndexName: 'due',
        KeyConditionExpression: 'duePk = :partition',
        ExpressionAttributeValues: { ':partition': QUARANTINE_PARTITION },
        ...(cursor !== undefined && { ExclusiveStartKey: quarantineKeyOf(cursor) }),
      },
      limit + 1,
      QuarantinedDeliveryRow,
    );
    const items = readable.slice(0, limit);
    const last = readable.length > limit ? items.at(-1) : undefined;
    const page: Page<QuarantinedDelivery> = {
      items,
      ...(last && { cursor: encodeCursor(`${last.status.dueAt}#${last.id}`) }),
    };
    return page;
  }

  async saveDecision(
    id: string,
    { decision, status, corrected }: Parameters<DeliveryStore['saveDecision']>[1],
  ): Promise<boolean> {
    const due = dueKeys(id, status);
    const set = ['#status = :status', 'decisions = list_append(if_not_exists(decisions, :none), :decisions)'];
    if (corrected) set.push('corrected = :corrected');
    if (due) set.push('duePk = :duePk', 'dueAt = :dueAt');
    const removed = [...(corrected ? [] : ['corrected']), ...(due ? [] : ['duePk', 'dueAt'])];
    const end = await this.#db.update({
      TableName: this.#table,
      Key: { ...keys.delivery(id) },
      UpdateExpression: `SET ${set.join(', ')}${removed.length > 0 ? ` REMOVE ${removed.join(', ')}` : ''}`,
      ConditionExpression: '#status.#status IN (:quarantined, :dismissed)',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: {
        ':status': status,
        ':none': [],
        ':decisions': [decision],
        ':quarantined': 'quarantined',
        ':dismissed': 'dismissed',
        ...(corrected && { ':corrected': corrected }),
        ...(due && { ':duePk': due.duePk, ':dueAt': due.dueAt }),
      },
    });
    if (end.ended === 'invalid') throw new StoreError('delivery_refused');
    return end.ended === 'written';
  }
}

/** Few deliveries at a time, listed in one order, so they share one partition. */
const QUARANTINE_PARTITION = 'QUARANTINED';

/** Returns the key where the list continues, from a date and the delivery that has it. */
function quarantineKeyOf(cursor: string) {
  const place = decodeCursor(cursor, /^[^#]+#[^#]+$/);
  const at = place.indexOf('#');
  return { duePk: QUARANTINE_PARTITION, dueAt: place.slice(0, at), ...keys.delivery(place.slice(at + 1)) };
}

/** Returns a delivery's keys in the due index. Quarantined deliveries have their own partition. */
function dueKeys(id: string, status: DeliveryStatus) {
  if (status.status === 'done' || status.status === 'dismissed') return undefined;
  const duePk = status.status === 'pending' ? `PENDING#${shardOf(id)}` : QUARANTINE_PARTITION;
  return { duePk, dueAt: status.dueAt };
}
