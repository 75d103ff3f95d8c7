import type { StackOutputs } from '../../infra/outputs.ts';
import { SettingsTable } from '../../shared/adapters/dynamodb/settings-table.ts';
import { openDatabase } from '../database.ts';
import { generateWebhookSecret, readSecret, writeSecret } from '../secret-text.ts';

/** The URL that receives notifications to reps, and their signing secret. */
export interface NotificationSetup {
  readonly url?: string;
  readonly secret: string;
}

/** Ensures that notifications are signed with a shareable secret, and sends them to the given URL. */
export async function ensureNotifications(options: {
  readonly outputs: StackOutputs;
  readonly url?: string;
  readonly say: (line: string) => void;
}): Promise<NotificationSetup> {
  const { outputs, say } = options;
  const stored = await readSecret(outputs.NotifySecretArn);
  const secret = stored.startsWith('whsec_') ? stored : generateWebhookSecret();
  if (secret !== stored) await writeSecret(outputs.NotifySecretArn, secret);
  const settings = new SettingsTable({ db: openDatabase(), table: outputs.RepsTable });
  if (options.url !== undefined) await settings.save('notify', { url: options.url });
  const url = options.url ?? (await settings.read('notify'))?.url;
  say(
    url === undefined
      ? 'Notifications: no URL yet; set one with --notify-url'
      : `Notifications to reps: signed, to ${url}`,
  );
  return { url, secret };
}
