import { canSeeRep, canSeeTeam, type Visibility } from '../../domain/access/visibility.ts';
import type { RepId } from '../../domain/ids.ts';
import { type Counters, sumCounters } from '../../domain/reporting/counters.ts';
import { daysBetween } from '../../domain/reporting/days.ts';
import { calculateFigures, type MetricFigures } from '../../domain/reporting/figures.ts';
import type { Rep } from '../../domain/team/rep.ts';
import type { ReportStore } from '../../ports/report-store.ts';

/** The dimensions to group figures by. */
export const DIMENSIONS = ['team', 'source', 'rule', 'turn', 'rep'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

export interface MetricsQuery {
  /** UTC days, `2026-11-16`, both included. */
  readonly from: string;
  readonly to: string;
  readonly by: Dimension;
}

export interface Metrics {
  /** All figures, ungrouped. */
  readonly total: MetricFigures;
  /**
   * Most leads first. What has no value for the dimension (a lead without an owner has no rep) is in the total alone.
   */
  readonly rows: readonly { readonly key: string; readonly figures: MetricFigures }[];
  /** The total of each day. */
  readonly days: readonly { readonly day: string; readonly figures: MetricFigures }[];
}

/** Who looks at the figures: what they see, and the reps among whom theirs are. */
export interface Viewer {
  readonly visibility: Visibility;
  readonly reps: readonly Pick<Rep, 'id' | 'teams'>[];
}

/** Days read in parallel. */
const CONCURRENCY = 8;

/** Returns the figures of a range of days, added up from the counters of what the caller sees. */
export async function getMetrics(
  { from, to, by }: MetricsQuery,
  deps: { readonly reports: ReportStore },
  viewer: Viewer = { visibility: { scope: 'all' }, reps: [] },
): Promise<Metrics> {
  const days = daysBetween(from, to);
  const counts = await readEachDay(days, (day) => deps.reports.day(day));
  const isVisible = ({ team }: { readonly team?: string }) =>
    viewer.visibility.scope === 'all' || (team !== undefined && canSeeTeam(viewer.visibility, team));
  const cells = counts.flatMap((one) => one.cells).filter(({ cell }) => isVisible(cell));
  const isVisibleRep = visibleReps(viewer);
  const keyed: readonly (readonly [string | undefined, Counters])[] =
    by === 'rep'
      ? counts.flatMap(({ reps }) =>
          reps
            .filter(({ repDay }) => isVisibleRep(repDay.rep))
            .map(({ repDay, counters }) => [repDay.rep, counters] as const),
        )
      : cells.map(({ cell, counters }) => [cell[by], counters]);
  return {
    total: calculateFigures(sumCounters(cells.map(({ counters }) => counters))),
    rows: groupByKey(keyed)
      .map(([key, figures]) => ({ key, figures }))
      .sort((a, b) => b.figures.assigned - a.figures.assigned || (a.key < b.key ? -1 : 1)),
    days: [
      ...groupByKey([
        ...days.map((day) => [day, {}] as const),
        ...cells.map(({ cell, counters }) => [cell.day, counters] as const),
      ]),
    ].map(([day, figures]) => ({ day, figures })),
  };
}

/** Returns which reps the caller sees: those who are in a team of theirs now. */
function visibleReps({ visibility, reps }: Viewer): (rep: RepId) => boolean {
  if (visibility.scope === 'all') return () => true;
  const seen = new Set(reps.filter((rep) => canSeeRep(visibility, rep)).map(({ id }) => id));
  return (rep) => seen.has(rep);
}

async function readEachDay<Item>(days: readonly string[], read: (day: string) => Promise<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for (let start = 0; start < days.length; start += CONCURRENCY)
    items.push(...(await Promise.all(days.slice(start, start + CONCURRENCY).map(read))));
  return items;
}

function groupByKey(
  keyed: readonly (readonly [string | undefined, Counters])[],
): readonly (readonly [string, MetricFigures])[] {
  const groups = new Map<string, Counters[]>();
  for (const [key, counters] of keyed) if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), counters]);
  return [...groups].map(([key, many]) => [key, calculateFigures(sumCounters(many))]);
}
