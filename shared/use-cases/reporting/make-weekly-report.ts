import type { Visibility } from '../../domain/access/visibility.ts';
import type { Instant } from '../../domain/instant.ts';
import { compareRows, type WeeklyReport } from '../../domain/reporting/weekly-report.ts';
import { countReviews } from './count-reviews.ts';
import { getMetrics } from './get-metrics.ts';
import { REVIEW_NAMES } from './get-review.ts';
import { namesOf, type ReportDeps, type ReportSubject } from './make-morning-report.ts';

/** Makes the report of a week against the week before: of everything for the plan's owner, else of a manager's teams. */
export async function makeWeeklyReport(
  { to, plan, reps, morning: { lastWeek, weekBefore } }: ReportSubject,
  now: Instant,
  deps: ReportDeps,
): Promise<WeeklyReport> {
  const teams = Object.values(plan.teams).flatMap(({ id, manager }) => (manager === to ? [id] : []));
  const visibility: Visibility =
    plan.owner === to ? { scope: 'all' } : { scope: 'teams', person: to, teams: new Set(teams) };
  const viewer = { visibility, reps };
  const [current, before, byRep, byRepBefore] = await Promise.all([
    getMetrics({ ...lastWeek, by: 'team' }, deps, viewer),
    getMetrics({ ...weekBefore, by: 'team' }, deps, viewer),
    getMetrics({ ...lastWeek, by: 'rep' }, deps, viewer),
    getMetrics({ ...weekBefore, by: 'rep' }, deps, viewer),
  ]);
  return {
    to,
    teams: visibility.scope === 'all' ? 'all' : teams.sort(),
    names: namesOf(reps),
    week: lastWeek,
    total: { now: current.total, before: before.total },
    days: current.days.map(({ day, figures }, index) => ({ day, now: figures, before: before.days[index]?.figures })),
    byTeam: compareRows(current.rows, before.rows),
    byRep: compareRows(byRep.rows, byRepBefore.rows),
    reviews: await countReviews(REVIEW_NAMES, { now, visibility }, deps),
  };
}
