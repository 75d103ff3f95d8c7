import type { Instant } from '../../domain/instant.ts';
import { isSilent } from '../../domain/sources/silent-source.ts';
import type { FindingSummary, SourceActivity } from '../../ports/source-findings.ts';
import type { Source } from '../../ports/source-store.ts';
import type { Deps } from '../deps.ts';

/** A source with its activity and findings. */
export interface SourceReport {
  readonly source: Source;
  readonly activity?: SourceActivity;
  readonly findings: readonly FindingSummary[];
}

/** Lists every source, ordered by id. */
export async function listSources(deps: Pick<Deps, 'sources' | 'findings'>): Promise<readonly SourceReport[]> {
  const [sources, activities] = await Promise.all([deps.sources.list(), deps.findings.activity()]);
  const activity = new Map(activities.map((one) => [one.source, one]));
  return Promise.all(
    sources.map(async (source) => ({
      source,
      activity: activity.get(source.id),
      findings: await deps.findings.ofSource(source.id),
    })),
  );
}

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
