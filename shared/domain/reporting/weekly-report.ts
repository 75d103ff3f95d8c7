import type { RepId, TeamId } from '../ids.ts';
import type { Days } from '../notifications/morning.ts';
import type { MetricFigures } from './figures.ts';
import type { ReviewCount } from './morning-report.ts';

/** Figures of a week and of the week before; either is absent if nothing was counted. */
export interface Compared {
  readonly key: string;
  readonly now?: MetricFigures;
  readonly before?: MetricFigures;
}

/** The figures of a week against the week before, of a manager's teams or of everything. */
export interface WeeklyReport {
  readonly to: RepId;
  /** `all` is for the owner of the plan. */
  readonly teams: readonly TeamId[] | 'all';
  /** Display names of the people in it. */
  readonly names: ReadonlyMap<RepId, string>;
  readonly week: Days;
  readonly total: { readonly now: MetricFigures; readonly before: MetricFigures };
  /** By weekday, Monday first. */
  readonly days: readonly { readonly day: string; readonly now: MetricFigures; readonly before?: MetricFigures }[];
  /** Most leads first. */
  readonly byTeam: readonly Compared[];
  readonly byRep: readonly Compared[];
  readonly reviews: readonly ReviewCount[];
}

/** Whether anything happened in either week. */
export function hasFigures({ total: { now, before } }: WeeklyReport): boolean {
  return [now, before].some(
    ({ received, assigned, attainment, outcomes }) =>
      received + assigned + attainment.of + Object.keys(outcomes).length > 0,
  );
}

/** Puts rows of a week beside those of the week before: first those of this week in their order, then the others. */
export function compareRows(
  now: readonly { readonly key: string; readonly figures: MetricFigures }[],
  before: readonly { readonly key: string; readonly figures: MetricFigures }[],
): readonly Compared[] {
  const earlier = new Map(before.map(({ key, figures }) => [key, figures]));
  const isNew = new Set(now.map(({ key }) => key));
  return [
    ...now.map(({ key, figures }) => ({ key, now: figures, before: earlier.get(key) })),
    ...before.filter(({ key }) => !isNew.has(key)).map(({ key, figures }) => ({ key, before: figures })),
  ];
}
