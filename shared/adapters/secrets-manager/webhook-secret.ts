import * as z from 'zod';
import type { SecretReader } from './secret-reader.ts';

/** The secret's shape: the secrets of each subscription by its id, the newest first. */
const WebhookSecretsText = z.record(z.string(), z.array(z.string()));

/** Reads the text of the secret. @throws when it is not of its shape: a set-up that is wrong. */
export function parseWebhookSecrets(text: string): z.output<typeof WebhookSecretsText> {
  const all = WebhookSecretsText.safeParse(JSON.parse(text || '{}'));
  if (!all.success) throw new Error('the secret of the webhooks does not have its shape');
  return all.data;
}

/** Finds what messages to a subscription are signed with, one just added too; undefined when it has no secret. */
export function webhookSecret(options: {
  readonly reader: SecretReader;
  readonly arn: string;
}): (subscription: string) => Promise<string | undefined> {
  const { reader, arn } = options;
  const newestOf = (text: string, id: string): string | undefined => {
    const all = parseWebhookSecrets(text);
    return Object.hasOwn(all, id) ? all[id]?.[0] : undefined;
  };
  return async (id) => newestOf(await reader.text(arn), id) ?? newestOf(await reader.fresh(arn), id);
}
