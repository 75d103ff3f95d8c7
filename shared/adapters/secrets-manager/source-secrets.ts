import type { Instant } from '../../domain/instant.ts';
import * as z from '../../domain/lazy-zod.ts';
import type { SecretReader } from './secret-reader.ts';

/** One secret of a source. `until` is set while it is being replaced and senders may still use the old one. */
const SourceSecretSchema = z.union([
  z.string().transform((secret): { readonly secret: string; readonly until?: Instant } => ({ secret })),
  z.object({ secret: z.string(), until: z.string().optional() }),
]);

/** Format of the secret: the secrets of each source by its id, newest first. Two while one is being replaced. */
const SourceSecretsSchema = z.record(z.string(), z.array(SourceSecretSchema));

/** The secrets of every source by its id, newest first. */
export type AllSourceSecrets = z.output<typeof SourceSecretsSchema>;

/** Parses the text of the secret. @throws when its format is wrong (a configuration error). */
export function parseSourceSecrets(text: string): AllSourceSecrets {
  const all = SourceSecretsSchema.safeParse(JSON.parse(text || '{}'));
  if (!all.success) throw new Error('the sources secret has the wrong format');
  return all.data;
}

/** Returns the secrets that a source's senders may sign with or present at this time. `fresh` bypasses the cache. */
export type FindSourceSecrets = (
  source: string,
  options: { readonly now: Instant; readonly fresh: boolean },
) => Promise<readonly string[]>;

/** Returns the reader of the environment's source secrets. @throws when the secret's format is wrong. */
export function createSourceSecretFinder(options: {
  readonly reader: SecretReader;
  readonly arn: string;
}): FindSourceSecrets {
  return async (source, { now, fresh }) => {
    const text = fresh ? await options.reader.readFresh(options.arn) : await options.reader.read(options.arn);
    const all = parseSourceSecrets(text);
    const own = Object.hasOwn(all, source) ? (all[source] ?? []) : [];
    return own.filter(({ until }) => until === undefined || until > now).map(({ secret }) => secret);
  };
}
