import { styleText } from 'node:util';
import {
  formatCode,
  formatDuration,
  formatPercent,
  formatReceived,
  formatShare,
} from '../../shared/domain/reporting/figure-text.ts';
import type { MetricFigures } from '../../shared/domain/reporting/figures.ts';
import { formatTable } from '../table.ts';
import type { ReportData } from './gather.ts';
import { LOCAL_CAVEAT } from './local-caveat.ts';

const BAR_WIDTH = 24;

/** Formats a report for the terminal. */
export function formatReport(report: ReportData): string {
  const { metrics, reviews, environment, from, to } = report;
  return [
    bold(`Baton in ${environment}, ${from} to ${to} (UTC days)`),
    ...(environment === 'local' ? [styled('dim', LOCAL_CAVEAT)] : []),
    formatTable([], formatTotals(metrics.team.total)),
    bold('Speed-to-lead, leads by time to the first response'),
    formatTable([], formatSpread(metrics.team.total)),
    ...(['team', 'source', 'rule', 'turn'] as const).flatMap((by) => [bold(`By ${by}`), formatRows(report, by)]),
    bold('By rep'),
    formatReps(report),
    bold('Reviews'),
    formatTable(
      ['Review', 'Items', 'Owner'],
      reviews.lists.map(({ list, count, cursor, owner }) => [
        formatCode(list),
        `${count}${cursor === undefined ? '' : ' or more'}`,
        owner,
      ]),
      ['Items'],
    ),
    ...reviews.elsewhere.map(({ list, at, owner }) => `${formatCode(list)}: ${at} (${owner})`),
  ].join('\n');
}

/** Formats how many leads were received. A manager's figures have assignments, but no leads from before they had a team. */
function formatAllReceived({ received, tests, assigned }: MetricFigures): string {
  if (received === 0 && assigned > 0) return '– (only an admin sees leads from before they have a team)';
  return `${received}${tests > 0 ? ` (and ${tests} test leads)` : ''}`;
}

/** Returns the figures of the whole period as name and value. */
export function formatTotals(total: MetricFigures): readonly (readonly [string, string])[] {
  const { speedToLead, speedAtWork, timeToOwner, outcomes } = total;
  return [
    ['Leads received', formatAllReceived(total)],
    ['Speed-to-lead', formatDurations(speedToLead)],
    ['… in working time', formatDurations(speedAtWork)],
    ['Time to an owner', formatDurations(timeToOwner)],
    ['SLA attainment', formatShare(total.attainment)],
    ['Assignment accuracy', formatShare(total.accuracy)],
    ['Misroutes', formatShare(total.misroutes)],
    ['Reassignments', formatShare(total.reassignments)],
    ['Fallbacks', formatShare(total.fallbacks)],
    [
      'Ends',
      Object.entries(outcomes)
        .map(([end, count]) => `${count} ${end}`)
        .join(' · ') || 'none yet',
    ],
    ['Amount converted', total.amount.toLocaleString('en')],
    ['Recycled, recovered', `${total.returned}, ${total.recovered}`],
    ['Handed off, returned', `${total.handedOff}, ${total.handoffsReturned}`],
    ['Account matched', formatShare(total.accountMatches)],
    ['Enrichment coverage', formatCoverage(total)],
  ];
}

function formatCoverage({ coverage }: MetricFigures): string {
  return (
    Object.entries(coverage)
      .map(([field, { rate }]) => `${field} ${rate === undefined ? '–' : formatPercent(rate)}`)
      .join(' · ') || 'none yet'
  );
}

function formatDurations({ count, medianSeconds, p95Seconds }: MetricFigures['speedToLead']): string {
  return count === 0
    ? 'none yet'
    : `median ${formatDuration(medianSeconds)}, P95 ${formatDuration(p95Seconds)} (${count} leads)`;
}

function formatSpread({ speedToLead }: MetricFigures): readonly (readonly string[])[] {
  const most = Math.max(1, ...speedToLead.spread.map(({ count }) => count));
  return speedToLead.spread.map(({ upToSeconds, count }) => [
    upToSeconds === undefined ? 'longer' : `up to ${formatDuration(upToSeconds)}`,
    String(count),
    '█'.repeat(Math.round((count / most) * BAR_WIDTH)),
  ]);
}

function formatRows({ metrics }: ReportData, by: 'team' | 'source' | 'rule' | 'turn'): string {
  const head = [
    '',
    'Received',
    'Assigned',
    'Median',
    'P95',
    'In time',
    'Misrouted',
    'Fell back',
    'Converted',
    'Amount',
  ];
  const rows = metrics[by].rows.map(({ key, figures }) => [
    key,
    formatReceived(by, figures),
    String(figures.assigned),
    formatDuration(figures.speedToLead.medianSeconds),
    formatDuration(figures.speedToLead.p95Seconds),
    formatRate(figures.attainment.rate),
    formatRate(figures.misroutes.rate),
    formatRate(figures.fallbacks.rate),
    String(figures.outcomes.converted ?? 0),
    figures.amount.toLocaleString('en'),
  ]);
  return formatTable(head, rows, head.slice(1));
}

function formatReps({ metrics, loads }: ReportData): string {
  const head = ['', 'Received', 'First responses', 'Breaches', 'Declined', 'Misrouted', 'Converted', 'Open now'];
  const rows = metrics.rep.rows.map(({ key, figures }) => [
    key,
    String(figures.assigned),
    String(figures.speedToLead.count),
    String(figures.attainment.of - figures.attainment.count),
    String(figures.declined),
    String(figures.misroutes.count),
    String(figures.outcomes.converted ?? 0),
    String(loads.find(({ rep }) => rep === key)?.open ?? 0),
  ]);
  return formatTable(head, rows, head.slice(1));
}

function formatRate(rate: number | undefined): string {
  return rate === undefined ? '–' : formatPercent(rate);
}

function bold(text: string): string {
  return `\n${styled('bold', text)}`;
}

function styled(style: 'bold' | 'dim', text: string): string {
  return styleText(style, text, { validateStream: false });
}
