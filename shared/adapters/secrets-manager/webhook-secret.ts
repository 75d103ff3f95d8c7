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
 * Returns a function that finds the signing secrets of a subscription, newest first, including one just added; undefined
 * when it has none. It has two while one is replaced.
 */
export function createWebhookSecretFinder(options: {
  readonly reader: Pick<SecretReader, 'read' | 'readFresh'>;
  readonly arn: string;
}): (subscription: string) => Promise<readonly [string, ...string[]] | undefined> {
  const { reader, arn } = options;
  const secretsOf = (text: string, id: string): readonly [string, ...string[]] | undefined => {
    const all = parseWebhookSecrets(text);
    const [newest, ...others] = (Object.hasOwn(all, id) ? all[id] : undefined) ?? [];
    return newest === undefined ? undefined : [newest, ...others];
  };
  return async (id) => secretsOf(await reader.read(arn), id) ?? secretsOf(await reader.readFresh(arn), id);
}
