import type { Database } from '../../shared/adapters/dynamodb/database.ts';
import { WebhookTable } from '../../shared/adapters/dynamodb/webhook-table.ts';
import { readEnv } from '../../shared/runtime/env.ts';

/** Creates the store of subscriptions and their deliveries. */
export function createWebhookStore(db: Database): WebhookTable {
  const { LEADS_TABLE, REPS_TABLE } = readEnv('LEADS_TABLE', 'REPS_TABLE');
  return new WebhookTable({ db, tables: { leads: LEADS_TABLE, reps: REPS_TABLE } });
}
