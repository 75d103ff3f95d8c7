import type { StackOutputs } from '../../infra/outputs.ts';
import { SettingsTable } from '../../shared/adapters/dynamodb/settings-table.ts';
import { database } from '../database.ts';
import { newWebhookSecret, readSecret, writeSecret } from '../secret-text.ts';

/** The URL that receives notifications to reps, and their signing secret. */
export interface NotifySetup {
  readonly url?: string;
  readonly secret: string;
}

/** Ensures that notifications are signed with a shareable secret, and sends them to the given URL. */
export async function keepNotifications(options: {
  readonly outputs: StackOutputs;
  readonly url?: string;
  readonly say: (line: string) => void;
}): Promise<NotifySetup> {
  const { outputs, say } = options;
  const stored = await readSecret(outputs.NotifySecretArn);
  const secret = stored.startsWith('whsec_') ? stored : newWebhookSecret();
  if (secret !== stored) await writeSecret(outputs.NotifySecretArn, secret);
  const settings = new SettingsTable({ db: database(), table: outputs.RepsTable });
  if (options.url !== undefined) await settings.saveNotifyUrl(options.url);
  const url = options.url ?? (await settings.notifyUrl());
  say(
    url === undefined
      ? 'Notifications: no URL yet; set one with --notify-url'
      : `Notifications to reps: signed, to ${url}`,
  );
  return { url, secret };
}
