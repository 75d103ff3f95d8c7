import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { instantOf } from '../../shared/domain/instant.ts';
import type { Source } from '../../shared/ports/source-store.ts';
import type { SourceDefinition } from './definition.ts';
import type { SourcesOfEnvironment } from './environment.ts';
import { keepSecret, newestSecret } from './secrets.ts';

/** What became of a definition; the secret is told when the source is new. */
export interface KeptSource {
  readonly outcome: 'made' | 'changed' | 'unchanged';
  readonly source: Source;
  readonly secret?: string;
}

/**
 * Makes a source, or a new version of it when it differs from what is written. Its hook key and its secret stay the same.
 * @throws when somebody else changes it at the same moment, or another secret is given than it has
 */
export async function keepDefinition(
  definition: SourceDefinition,
  environment: SourcesOfEnvironment,
  options: { readonly secret?: string } = {},
): Promise<KeptSource> {
  const { sources, outputs, by } = environment;
  const known = (await sources.list()).find(({ id }) => id === definition.id);
  const now = instantOf(Date.now());
  if (!known) {
    const key = randomBytes(18).toString('base64url');
    const source: Source = { ...definition, key, version: 1, createdAt: now, changedAt: now, changedBy: by };
    // The secret first: an address that is known before its secret would refuse its sender.
    const secret = await keepSecret({ arn: outputs.SourceSecretsArn, source: source.id }, options.secret);
    await saved(source, environment);
    return { outcome: 'made', source, secret };
  }
  const kept = { arn: outputs.SourceSecretsArn, source: known.id };
  if (options.secret !== undefined && options.secret !== (await newestSecret(kept)))
    throw new Error(
      `The source ${known.id} has another secret. Replace it: baton source rotate ${known.id} --secret -`,
    );
  const { key, paused, createdAt, version } = known;
  const wanted = { ...definition, key, createdAt, ...(paused !== undefined && { paused }) };
  const { version: _, changedAt: __, changedBy: ___, ...before } = known;
  if (isDeepStrictEqual(wanted, before)) return { outcome: 'unchanged', source: known };
  const source = { ...wanted, version: version + 1, changedAt: now, changedBy: by };
  await saved(source, environment);
  return { outcome: 'changed', source };
}

/** Pauses a source or lets it go on. */
export async function pauseSource(
  known: Source,
  paused: boolean,
  environment: SourcesOfEnvironment,
): Promise<KeptSource> {
  if ((known.paused ?? false) === paused) return { outcome: 'unchanged', source: known };
  const { by } = environment;
  const now = instantOf(Date.now());
  const source: Source = { ...known, paused, version: known.version + 1, changedAt: now, changedBy: by };
  await saved(source, environment);
  return { outcome: 'changed', source };
}

async function saved(source: Source, { sources }: SourcesOfEnvironment): Promise<void> {
  if ((await sources.save(source)) === 'saved') return;
  throw new Error(`Somebody else has just changed the source ${source.id}. Look at it and try again.`);
}
