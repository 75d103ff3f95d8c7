import { formatCode, formatDuration, formatShare } from '../../domain/reporting/figure-text.ts';
import type { MetricFigures } from '../../domain/reporting/figures.ts';
import type { Compared, WeeklyReport } from '../../domain/reporting/weekly-report.ts';
import { formatDay, formatDays } from './local-time.ts';
import type { Bar, MailBlock, MailContent } from './mail-content.ts';
import { MAX_ROWS, nameOf, nameTeams, reviewBlock } from './report-text.ts';

/** Returns what the weekly mail says: the figures of `baton report`, each beside that of the week before. */
export function weeklyContentOf(report: WeeklyReport): MailContent {
  const { to, teams, week, total, byTeam, byRep } = report;
  const { attainment } = total.now;
  return {
    preview: `${formatShare(attainment)} answered in time, ${total.now.assigned} assigned`,
    title: `The week of ${formatDays(week)}`,
    intro: [`The figures of ${nameTeams(teams)}. Lighter bars are the week before.`],
    blocks: [
      { kind: 'facts', rows: totalsOf(report) },
      ...countBars('Assigned by day', report.days, ({ day }) => formatDay(day), countAssigned),
      ...speedBars(total),
      ...rateBars('Answered in time, by team', byTeam, ({ key }) => key),
      ...rateBars('Answered in time, by rep', byRep, ({ key }) => nameOf(key, report)),
      ...countBars('Assigned, by rep', byRep, ({ key }) => nameOf(key, report), countAssigned),
      ...endBars(total),
      ...reviewBlock(report.reviews),
    ],
    footer: `Baton sent this to ${to}, who ${teams === 'all' ? 'owns the plan' : `manages ${nameTeams(teams)}`}. Days are UTC days. More: baton report --from ${week.from} --to ${week.to}. To get no such mails, have "reach": {"reports": false} set for you.`,
  };
}

/** Returns each figure with that of the week before. Only everything together has leads received: they have no team yet. */
function totalsOf({ total, teams }: WeeklyReport) {
  const rows: readonly (readonly [string, (figures: MetricFigures) => string])[] = [
    ...(teams === 'all' ? [['Received', ({ received }: MetricFigures) => String(received)] as const] : []),
    ['Assigned', ({ assigned }) => String(assigned)],
    ['Answered in time', ({ attainment }) => formatShare(attainment)],
    ['Median speed-to-lead', ({ speedToLead }) => formatDuration(speedToLead.medianSeconds)],
    ['P95 speed-to-lead', ({ speedToLead }) => formatDuration(speedToLead.p95Seconds)],
    ['Assigned right', ({ accuracy }) => formatShare(accuracy)],
    ['Reassigned', ({ reassignments }) => formatShare(reassignments)],
    ['Qualified', ({ qualified }) => String(qualified)],
    ['Converted', ({ outcomes }) => String(outcomes.converted ?? 0)],
    ['Amount', ({ amount }) => amount.toLocaleString('en')],
  ];
  return rows.map(([name, read]) => ({ name, value: `${read(total.now)}, before: ${read(total.before)}` }));
}

type Pair = Pick<Compared, 'now' | 'before'>;
const countAssigned = (figures: MetricFigures | undefined) => figures?.assigned ?? 0;

/** Draws counts, the longest bar being the largest count of both weeks. */
function countBars<Row extends Pair>(
  title: string,
  rows: readonly Row[],
  labelOf: (row: Row) => string,
  count: (figures: MetricFigures | undefined) => number,
): readonly MailBlock[] {
  const shown = rows.slice(0, MAX_ROWS);
  const most = Math.max(...shown.flatMap(({ now, before }) => [count(now), count(before)]), 0);
  if (most === 0) return [];
  const lengthOf = (figures: MetricFigures | undefined) => ({
    share: count(figures) / most,
    text: String(count(figures)),
  });
  return chart(
    title,
    rows.length,
    shown.map((row) => ({ label: labelOf(row), ...lengthOf(row.now), before: lengthOf(row.before) })),
  );
}

/** Draws how many of the clocks that ended were stopped in time. */
function rateBars(title: string, rows: readonly Compared[], labelOf: (row: Compared) => string): readonly MailBlock[] {
  const measured = rows.filter(({ now, before }) => (now?.attainment.of ?? 0) + (before?.attainment.of ?? 0) > 0);
  if (measured.length === 0) return [];
  const lengthOf = (figures: MetricFigures | undefined) => ({
    share: figures?.attainment.rate ?? 0,
    text: figures ? `${figures.attainment.count} of ${figures.attainment.of}` : 'none',
  });
  return chart(
    title,
    measured.length,
    measured
      .slice(0, MAX_ROWS)
      .map((row) => ({ label: labelOf(row), ...lengthOf(row.now), before: lengthOf(row.before) })),
  );
}

/** Draws how long first responses took. */
function speedBars({ now, before }: WeeklyReport['total']): readonly MailBlock[] {
  const [steps, earlier] = [now.speedToLead, before.speedToLead];
  const most = Math.max(...[...steps.spread, ...earlier.spread].map(({ count }) => count), 0);
  if (most === 0) return [];
  const isPastAll = (index: number) =>
    [steps, earlier].every(({ spread }) => spread.slice(index).every(({ count }) => count === 0));
  const shown = steps.spread.filter((_, index) => !isPastAll(index));
  const bars = shown.map(({ upToSeconds, count }, index) => {
    const countBefore = earlier.spread[index]?.count ?? 0;
    return {
      label: upToSeconds === undefined ? 'longer' : `up to ${formatDuration(upToSeconds)}`,
      ...{ share: count / most, text: String(count) },
      before: { share: countBefore / most, text: String(countBefore) },
    };
  });
  return chart('First responses, by the time they took', bars.length, bars);
}

/** Draws how leads ended. */
function endBars({ now, before }: WeeklyReport['total']): readonly MailBlock[] {
  const ends = [...new Set([...Object.keys(now.outcomes), ...Object.keys(before.outcomes)])];
  const most = Math.max(...ends.flatMap((end) => [now.outcomes[end] ?? 0, before.outcomes[end] ?? 0]), 0);
  if (most === 0) return [];
  const lengthOf = (count: number) => ({ share: count / most, text: String(count) });
  const bars = ends
    .toSorted((a, b) => (now.outcomes[b] ?? 0) - (now.outcomes[a] ?? 0))
    .map((end) => ({
      label: formatCode(end),
      ...lengthOf(now.outcomes[end] ?? 0),
      before: lengthOf(before.outcomes[end] ?? 0),
    }));
  return chart('Leads by end', bars.length, bars);
}

function chart(title: string, all: number, bars: readonly Bar[]): readonly MailBlock[] {
  const more = all - bars.length;
  return [{ kind: 'bars', title, ...(more > 0 && { caption: `${more} more are left out.` }), bars }];
}
