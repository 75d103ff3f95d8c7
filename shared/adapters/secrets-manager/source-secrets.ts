import * as z from 'zod';
import type { Instant } from '../../domain/instant.ts';
import type { SecretReader } from './secret-reader.ts';

/** One secret of a source. `until` is set while it is being replaced and senders may still use the old one. */
const SourceSecret = z.union([
  z.string().transform((secret): { readonly secret: string; readonly until?: Instant } => ({ secret })),
  z.object({ secret: z.string(), until: z.string().optional() }),
]);

/** Format of the secret: the secrets of each source by its id, newest first. Two while one is being replaced. */
const SourceSecretsText = z.record(z.string(), z.array(SourceSecret));

/** The secrets of every source by its id, newest first. */
export type AllSourceSecrets = z.output<typeof SourceSecretsText>;

/** Parses the text of the secret. @throws when its format is wrong (a configuration error). */
export function parseSourceSecrets(text: string): AllSourceSecrets {
  const all = SourceSecretsText.safeParse(JSON.parse(text || '{}'));
  if (!all.success) throw new Error('the sources secret has the wrong format');
  return all.data;
}

/** Returns the secrets that a source's senders may sign with or present at this time. `fresh` bypasses the cache. */
export type SourceSecrets = (
  source: string,
  options: { readonly now: Instant; readonly fresh: boolean },
) => Promise<readonly string[]>;

/** Returns the reader of the environment's source secrets. @throws when the secret's format is wrong. */
export function sourceSecrets(options: { readonly reader: SecretReader; readonly arn: string }): SourceSecrets {
  return async (source, { now, fresh }) => {
    const text = fresh ? await options.reader.fresh(options.arn) : await options.reader.text(options.arn);
    const all = parseSourceSecrets(text);
    const own = Object.hasOwn(all, source) ? (all[source] ?? []) : [];
    return own.filter(({ until }) => until === undefined || until > now).map(({ secret }) => secret);
  };
}
