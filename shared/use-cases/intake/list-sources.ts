import type { ListedFinding, SourceActivity } from '../../ports/source-findings.ts';
import type { Source } from '../../ports/source-store.ts';
import type { Deps } from '../deps.ts';

/** A source with what it has delivered and what was noticed about that. */
export interface SeenSource {
  readonly source: Source;
  readonly activity?: SourceActivity;
  readonly findings: readonly ListedFinding[];
}

/** Every source, by id. */
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
