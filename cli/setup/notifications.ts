import type { StackOutputs } from '../../infra/outputs.ts';
import { SettingsTable } from '../../shared/adapters/dynamodb/settings-table.ts';
import { openDatabase } from '../database.ts';
import { type SecretChange, withNewSecret, withoutFormerSecret } from '../replace-secret.ts';
import { generateWebhookSecret, readSecret, writeSecret } from '../secret-text.ts';

/** The URL that receives notifications to reps, and their signing secret. */
export interface NotificationSetup {
  readonly url?: string;
  readonly secret: string;
}

/**
 * Returns the text of the secret after a change; without one, what is there or, at first, a new secret.
 * @throws a sentence when a secret is being replaced already
 */
export function changeNotifySecrets(stored: string, change?: SecretChange): string {
  if (!stored.startsWith('whsec_')) return generateWebhookSecret();
  if (change === 'new')
    return withNewSecret(stored, generateWebhookSecret(), { name: 'notifications', end: '--notify-secret end' });
  return change === 'end' ? withoutFormerSecret(stored) : stored.trim();
}

/** Ensures that notifications are signed with a shareable secret, and sends them to the given URL. */
export async function ensureNotifications(options: {
  readonly outputs: StackOutputs;
  readonly url?: string;
  readonly secretChange?: SecretChange;
  readonly say: (line: string) => void;
}): Promise<NotificationSetup> {
  const { outputs, say } = options;
  const stored = await readSecret(outputs.NotifySecretArn);
  const secrets = changeNotifySecrets(stored, options.secretChange);
  if (secrets !== stored) await writeSecret(outputs.NotifySecretArn, secrets);
  const [secret = '', ...former] = secrets.split('\n');
  if (former.length > 0) say('Notifications: signed with the new secret and the former one, until --notify-secret end');
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
