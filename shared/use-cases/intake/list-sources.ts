import type { ListedFinding, SourceActivity } from '../../ports/source-findings.ts';
import type { Source } from '../../ports/source-store.ts';
import type { Deps } from '../deps.ts';

/** A source with its activity and findings. */
export interface SeenSource {
  readonly source: Source;
  readonly activity?: SourceActivity;
  readonly findings: readonly ListedFinding[];
}

/** Lists every source, ordered by id. */
export async function seeSources(deps: Pick<Deps, 'sources' | 'findings'>): Promise<readonly SeenSource[]> {
  const [sources, activities] = await Promise.all([deps.sources.list(), deps.findings.activity()]);
  const activity = new Map(activities.map((one) => [one.source, one]));
  return Promise.all(
    sources.map(async (source) => ({
      source,
      activity: activity.get(source.id),
      findings: await deps.findings.of(source.id),
    })),
  );
}
