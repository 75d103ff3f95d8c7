import { z } from 'zod';
import type { SecretReader } from './secret-reader.ts';

/** The secret's shape: the secrets of each source by its id, the newest first; two while one is being replaced. */
const SourceSecretsText = z.record(z.string(), z.array(z.string()));

/** Finds what a source's senders may sign with or present; `fresh` reads past what is kept. */
export type SourceSecrets = (source: string, options?: { readonly fresh: boolean }) => Promise<readonly string[]>;

/** The environment's source secrets. @throws when the secret is not of its shape: a set-up that is wrong. */
export function sourceSecrets(options: { readonly reader: SecretReader; readonly arn: string }): SourceSecrets {
  return async (source, { fresh } = { fresh: false }) => {
    const text = fresh ? await options.reader.fresh(options.arn) : await options.reader.text(options.arn);
    const all = SourceSecretsText.safeParse(JSON.parse(text));
    if (!all.success) throw new Error('the secret of the sources does not have its shape');
    return Object.hasOwn(all.data, source) ? (all.data[source] ?? []) : [];
  };
}
