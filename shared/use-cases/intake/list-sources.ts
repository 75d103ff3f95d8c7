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
