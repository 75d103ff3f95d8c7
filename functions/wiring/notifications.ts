import { createSignedAnswerLinks } from '../../shared/adapters/crypto/signed-answer-links.ts';
import type { Database } from '../../shared/adapters/dynamodb/database.ts';
import { SettingsTable } from '../../shared/adapters/dynamodb/settings-table.ts';
import type { SecretReader } from '../../shared/adapters/secrets-manager/secret-reader.ts';
import { SuppressingNotifier } from '../../shared/adapters/webhook/shadow-notifier.ts';
import { WebhookNotifier } from '../../shared/adapters/webhook/webhook-notifier.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';

/** Creates the notifier: signed webhooks with answer links. It sends nothing in shadow mode. */
export function createNotifications(secrets: SecretReader, db: Database): Pick<Deps, 'notifier' | 'answerLinks'> {
  const env = readEnv('REPS_TABLE', 'API_URL', 'LINK_SECRET_ARN', 'NOTIFY_SECRET_ARN');
  const settings = new SettingsTable({ db, table: env.REPS_TABLE });
  return {
    notifier: new SuppressingNotifier({
      notifier: new WebhookNotifier({
        address: async () => (await settings.read('notify'))?.url,
        secret: () => secrets.read(env.NOTIFY_SECRET_ARN),
      }),
      mode: async () => (await settings.read('mode')).mode,
    }),
    answerLinks: createSignedAnswerLinks({ apiUrl: env.API_URL, secret: () => secrets.read(env.LINK_SECRET_ARN) }),
  };
}
