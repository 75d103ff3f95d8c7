import * as z from 'zod';
import type { Instant } from '../../domain/instant.ts';
import type { SecretReader } from './secret-reader.ts';

/** One secret of a source; `until` when another has taken its place and senders still have so long to learn that. */
const SourceSecret = z.union([
  z.string().transform((secret): { readonly secret: string; readonly until?: Instant } => ({ secret })),
  z.object({ secret: z.string(), until: z.string().optional() }),
]);

/** The secret's shape: the secrets of each source by its id, the newest first; two while one is being replaced. */
const SourceSecretsText = z.record(z.string(), z.array(SourceSecret));

/** The secrets of every source by its id, the newest first. */
export type AllSourceSecrets = z.output<typeof SourceSecretsText>;

/** Reads the text of the secret. @throws when it is not of its shape: a set-up that is wrong. */
export function parseSourceSecrets(text: string): AllSourceSecrets {
  const all = SourceSecretsText.safeParse(JSON.parse(text || '{}'));
  if (!all.success) throw new Error('the secret of the sources does not have its shape');
  return all.data;
}

/** Finds what a source's senders may sign with or present at a moment; `fresh` reads past what is kept. */
export type SourceSecrets = (
  source: string,
  options: { readonly now: Instant; readonly fresh: boolean },
) => Promise<readonly string[]>;

/** The environment's source secrets. @throws when the secret is not of its shape. */
export function sourceSecrets(options: { readonly reader: SecretReader; readonly arn: string }): SourceSecrets {
  return async (source, { now, fresh }) => {
    const text = fresh ? await options.reader.fresh(options.arn) : await options.reader.text(options.arn);
    const all = parseSourceSecrets(text);
    const own = Object.hasOwn(all, source) ? (all[source] ?? []) : [];
    return own.filter(({ until }) => until === undefined || until > now).map(({ secret }) => secret);
  };
}
