import * as z from '../../domain/lazy-zod.ts';
import type { SecretReader } from './secret-reader.ts';

/** Format of the secret: the secrets of each subscription by its id, newest first. */
const WebhookSecretsSchema = z.record(z.string(), z.array(z.string()));

/** Parses the text of the secret. @throws when its format is wrong (a configuration error). */
export function parseWebhookSecrets(text: string): z.output<typeof WebhookSecretsSchema> {
  const all = WebhookSecretsSchema.safeParse(JSON.parse(text || '{}'));
  if (!all.success) throw new Error('the webhooks secret has the wrong format');
  return all.data;
}

/**
 * Returns a function that finds the signing secret of a subscription, including one just added; undefined when it has
 * none.
 */
export function createWebhookSecretFinder(options: {
  readonly reader: SecretReader;
  readonly arn: string;
}): (subscription: string) => Promise<string | undefined> {
  const { reader, arn } = options;
  const newestOf = (text: string, id: string): string | undefined => {
    const all = parseWebhookSecrets(text);
    return Object.hasOwn(all, id) ? all[id]?.[0] : undefined;
  };
  return async (id) => newestOf(await reader.read(arn), id) ?? newestOf(await reader.readFresh(arn), id);
}
