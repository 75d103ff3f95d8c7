import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { instantOf } from '../../shared/domain/instant.ts';
import type { Source } from '../../shared/ports/source-store.ts';
import type { SourceDefinition } from './definition.ts';
import type { SourceAccess } from './environment.ts';
import { ensureSecret, readCurrentSecret } from './secrets.ts';

/** The result of saving a definition; the secret is included when the source is new. */
export interface SavedSource {
  readonly outcome: 'made' | 'changed' | 'unchanged';
  readonly source: Source;
  readonly secret?: string;
}

/**
 * Creates a source, or a new version when the definition differs. Its hook key and its secret stay the same.
 * @throws on a concurrent change, or when the given secret differs from the source's secret
 */
export async function saveDefinition(
  definition: SourceDefinition,
  environment: SourceAccess,
  options: { readonly secret?: string } = {},
): Promise<SavedSource> {
  const { sources, outputs, by } = environment;
  const known = (await sources.list()).find(({ id }) => id === definition.id);
  const now = instantOf(Date.now());
  if (!known) {
    const key = randomBytes(18).toString('base64url');
    const source: Source = { ...definition, key, version: 1, createdAt: now, changedAt: now, changedBy: by };
    // Store the secret first: a hook that is live before its secret would refuse its sender.
    const secret = await ensureSecret({ arn: outputs.SourceSecretsArn, source: source.id }, options.secret);
    await saveOrThrow(source, environment);
    return { outcome: 'made', source, secret };
  }
  const kept = { arn: outputs.SourceSecretsArn, source: known.id };
  if (options.secret !== undefined && options.secret !== (await readCurrentSecret(kept)))
    throw new Error(
      `The source ${known.id} has a different secret. Replace it: baton source rotate ${known.id} --secret -`,
    );
  const { key, paused, createdAt, version } = known;
  const wanted = { ...definition, key, createdAt, ...(paused !== undefined && { paused }) };
  const { version: _, changedAt: __, changedBy: ___, ...before } = known;
  if (isDeepStrictEqual(wanted, before)) return { outcome: 'unchanged', source: known };
  const source = { ...wanted, version: version + 1, changedAt: now, changedBy: by };
  await saveOrThrow(source, environment);
  return { outcome: 'changed', source };
}

/** Pauses or resumes a source. */
export async function savePaused(known: Source, paused: boolean, environment: SourceAccess): Promise<SavedSource> {
  if ((known.paused ?? false) === paused) return { outcome: 'unchanged', source: known };
  const { by } = environment;
  const now = instantOf(Date.now());
  const source: Source = { ...known, paused, version: known.version + 1, changedAt: now, changedBy: by };
  await saveOrThrow(source, environment);
  return { outcome: 'changed', source };
}

async function saveOrThrow(source: Source, { sources }: SourceAccess): Promise<void> {
  if ((await sources.save(source)) === 'saved') return;
  throw new Error(`The source ${source.id} was changed at the same time. Check it and try again.`);
}
