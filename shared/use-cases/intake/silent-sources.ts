import type { Instant } from '../../domain/instant.ts';
import { isSilent } from '../../domain/sources/silent-source.ts';
import type { Deps } from '../deps.ts';

/**
 * Returns the ids of the sources that have delivered nothing for longer than they may. Reads no activity when no source
 * is watched.
 */
export async function findSilentSources(
  now: Instant,
  deps: Pick<Deps, 'sources' | 'findings'>,
): Promise<readonly string[]> {
  const watched = (await deps.sources.list()).filter(({ silentSeconds }) => silentSeconds !== undefined);
  if (watched.length === 0) return [];
  const lastAt = new Map((await deps.findings.activity()).map((one) => [one.source, one.lastAt]));
  return watched.filter((source) => isSilent(source, lastAt.get(source.id), now)).map(({ id }) => id);
}
