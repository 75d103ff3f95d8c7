import type { StackOutputs } from '../../infra/outputs.ts';
import { SettingsTable } from '../../shared/adapters/dynamodb/settings-table.ts';
import { database } from '../database.ts';
import { newWebhookSecret, readSecret, writeSecret } from '../secret-text.ts';

/** Where notices to reps go and what they are signed with. */
export interface NotifySetup {
  readonly url?: string;
  readonly secret: string;
}

/** Sees to it that notices are signed with a secret a receiver can know, and sends them to the address given. */
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
      ? 'Notices: nowhere yet; name an address with --notify-url'
      : `Notices to reps: signed, to ${url}`,
  );
  return { url, secret };
}
