import type { LeadId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import * as z from '../../domain/lazy-zod.ts';
import { EVENT_TYPES } from '../../domain/lead/events.ts';
import {
  recordAttempt,
  WEBHOOK_DELIVERY_STATUSES,
  type WebhookDelivery,
  type WebhookSubscription,
} from '../../domain/webhooks/subscription.ts';
import { StoreError, StoreUnavailableError } from '../../ports/store-error.ts';
import type { WebhookStore } from '../../ports/webhook-store.ts';
import { retryTransientFailures, TransientFailure } from '../in-process/retry.ts';
import type { Database } from './database.ts';
import { keys, type TableNames } from './keys.ts';
import { readRow } from './read-row.ts';
import { readRows } from './readable-rows.ts';
import { createRowSchema } from './row-schema.ts';

const text = z.string().min(1);
const count = z.int().nonnegative();
export const SubscriptionRow = createRowSchema<WebhookSubscription>({
  id: text,
  url: z.url(),
  events: z.union([z.literal('all'), z.array(z.enum(EVENT_TYPES))]),
  paused: z.boolean(),
  since: text,
  failures: count,
  failingSince: text.optional(),
});
export const WebhookDeliveryRow = createRowSchema<WebhookDelivery>({
  lead: text,
  seq: count,
  event: text,
  webhook: text,
  status: z.enum(WEBHOOK_DELIVERY_STATUSES),
  attempts: count,
  at: text,
  lastStatus: z.int().optional(),
  because: text.optional(),
  nextAt: text.optional(),
});

/**
 * How often to retry counting an attempt when another attempt was counted concurrently. A miscount of one does no harm.
 */
const MAX_COUNTING_ATTEMPTS = 5;

/** The webhook store on DynamoDB: subscriptions in the reps table, deliveries beside their lead. */
export class WebhookTable implements WebhookStore {
  readonly #db: Database;
  readonly #tables: TableNames;

  constructor(options: { readonly db: Database; readonly tables: TableNames }) {
    this.#db = options.db;
    this.#tables = options.tables;
  }

  async list(): Promise<readonly WebhookSubscription[]> {
    const rows = await this.#db.query({
      TableName: this.#tables.reps,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': keys.webhook('').pk },
    });
    return readRows(this.#db, SubscriptionRow, rows);
  }

  async save(subscription: WebhookSubscription): Promise<void> {
    const Item = { ...keys.webhook(subscription.id), ...subscription };
    const end = await this.#db.put({ TableName: this.#tables.reps, Item });
    if (end.ended !== 'written') throw new StoreError('webhook_refused');
  }

  async remove(id: string): Promise<void> {
    await this.#db.remove(this.#tables.reps, keys.webhook(id));
  }

  async recordAttempt(id: string, attempt: { readonly taken: boolean; readonly now: Instant }) {
    const count = async (tries: number): Promise<WebhookSubscription | undefined> => {
      const row = await this.#db.get(this.#tables.reps, keys.webhook(id));
      if (!row) return undefined;
      const before = readRow(SubscriptionRow, row);
      const after = recordAttempt(before, attempt);
      if (after === before) return after;
      const { failures, failingSince } = after;
      const end = await this.#db.update({
        TableName: this.#tables.reps,
        Key: { ...keys.webhook(id) },
        UpdateExpression: `SET failures = :failures${failingSince === undefined ? ' REMOVE failingSince' : ', failingSince = :since'}`,
        ConditionExpression: 'failures = :before',
        ExpressionAttributeValues: {
          ':failures': failures,
          ':before': before.failures,
          ...(failingSince !== undefined && { ':since': failingSince }),
        },
      });
      if (end.ended === 'written') return after;
      if (tries === MAX_COUNTING_ATTEMPTS) return undefined;
      throw new TransientFailure(new StoreUnavailableError('webhook_kept_changing'));
    };
    return retryTransientFailures(count, { maxAttempts: MAX_COUNTING_ATTEMPTS });
  }

  async saveDelivery(delivery: WebhookDelivery): Promise<void> {
    const { lead, seq, webhook } = delivery;
    const end = await this.#db.put({
      TableName: this.#tables.leads,
      Item: { ...keys.webhookDelivery(lead, seq, webhook), ...delivery },
      ConditionExpression: 'attribute_not_exists(pk) OR #status <> :delivered',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':delivered': 'delivered' },
    });
    if (end.ended === 'invalid') throw new StoreError('webhook_delivery_refused');
  }

  async deliveries(lead: LeadId, seq?: number): Promise<readonly WebhookDelivery[]> {
    const { pk, sk } = keys.webhookDelivery(lead, seq ?? 0, '');
    const rows = await this.#db.query({
      TableName: this.#tables.leads,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': pk, ':prefix': seq === undefined ? 'WEBHOOK#' : sk },
    });
    return readRows(this.#db, WebhookDeliveryRow, rows);
  }
}
