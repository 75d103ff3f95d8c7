import type { Database } from '../../shared/adapters/dynamodb/database.ts';
import { WebhookTable } from '../../shared/adapters/dynamodb/webhook-table.ts';
import { readEnv } from '../../shared/runtime/env.ts';

/** Subscriptions to events, and what became of telling them. */
export function realWebhooks(db: Database): WebhookTable {
  const { LEADS_TABLE, REPS_TABLE } = readEnv('LEADS_TABLE', 'REPS_TABLE');
  return new WebhookTable({ db, tables: { leads: LEADS_TABLE, reps: REPS_TABLE } });
}
