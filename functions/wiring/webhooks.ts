import type { Database } from '../../shared/adapters/dynamodb/database.ts';
import { WebhookTable } from '../../shared/adapters/dynamodb/webhook-table.ts';
import { CachedSubscriptions } from '../../shared/adapters/in-process/cached-subscriptions.ts';
import { createWebhookSecretFinder } from '../../shared/adapters/secrets-manager/webhook-secret.ts';
import { signWebhook } from '../../shared/runtime/auth/signatures.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { createSecretReader } from './secrets.ts';

/** Creates the store of subscriptions and their deliveries. */
export function createWebhookStore(db: Database): WebhookTable {
  const { LEADS_TABLE, REPS_TABLE } = readEnv('LEADS_TABLE', 'REPS_TABLE');
  return new WebhookTable({ db, tables: { leads: LEADS_TABLE, reps: REPS_TABLE } });
}

/** Creates the list of subscriptions, which may be as old as the environment's `settingsCacheSeconds`. */
export function createCachedSubscriptions(db: Database): CachedSubscriptions {
  const ttlMilliseconds = Number(readEnv('SETTINGS_CACHE_SECONDS').SETTINGS_CACHE_SECONDS) * 1000;
  return new CachedSubscriptions({ store: createWebhookStore(db), ttlMilliseconds, clock: Date.now });
}

/** Returns what signs a message with its subscription's own secrets; undefined when the subscription has none. */
export function createWebhookSigner(arn: string) {
  const secretsOf = createWebhookSecretFinder({ reader: createSecretReader(), arn });
  return async (id: string, message: Parameters<typeof signWebhook>[1]) => {
    const secrets = await secretsOf(id);
    return secrets === undefined ? undefined : signWebhook(secrets, message);
  };
}
