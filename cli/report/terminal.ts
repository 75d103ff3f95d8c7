import { styleText } from 'node:util';
import type { Figures } from '../../shared/domain/reporting/figures.ts';
import { plainTable } from '../table.ts';
import type { Report } from './gather.ts';
import { codeWords, LOCAL_ONLY, percent, receivedWords, shareWords, timeWords } from './report-text.ts';

const BAR_WIDTH = 24;

/** Formats a report for the terminal. */
export function reportText(report: Report): string {
  const { metrics, reviews, environment, from, to } = report;
  return [
    bold(`Baton in ${environment}, ${from} to ${to} (UTC days)`),
    ...(environment === 'local' ? [styled('dim', LOCAL_ONLY)] : []),
    plainTable([], totalRows(metrics.team.total)),
    bold('Speed-to-lead, leads by time to the first response'),
    plainTable([], spreadRows(metrics.team.total)),
    ...(['team', 'source', 'rule', 'turn'] as const).flatMap((by) => [bold(`By ${by}`), rowsTable(report, by)]),
    bold('By rep'),
    repsTable(report),
    bold('Reviews'),
    plainTable(
      ['Review', 'Items', 'Owner'],
      reviews.lists.map(({ list, count, cursor, owner }) => [
        codeWords(list),
        `${count}${cursor === undefined ? '' : ' or more'}`,
        owner,
      ]),
      ['Items'],
    ),
    ...reviews.elsewhere.map(({ list, at, owner }) => `${codeWords(list)}: ${at} (${owner})`),
  ].join('\n');
}

/** Returns the figures of the whole period as name and value. */
export function totalRows(total: Figures): readonly (readonly [string, string])[] {
  const { speedToLead, speedAtWork, timeToOwner, outcomes } = total;
  return [
    ['Leads received', `${total.received}${total.tests > 0 ? ` (and ${total.tests} test leads)` : ''}`],
    ['Speed-to-lead', durationWords(speedToLead)],
    ['… in working time', durationWords(speedAtWork)],
    ['Time to an owner', durationWords(timeToOwner)],
    ['SLA attainment', shareWords(total.attainment)],
    ['Assignment accuracy', shareWords(total.accuracy)],
    ['Misroutes', shareWords(total.misroutes)],
    ['Reassignments', shareWords(total.reassignments)],
    ['Fallbacks', shareWords(total.fallbacks)],
    [
      'Ends',
      Object.entries(outcomes)
        .map(([end, count]) => `${count} ${end}`)
        .join(' · ') || 'none yet',
    ],
    ['Amount converted', total.amount.toLocaleString('en')],
    ['Recycled, recovered', `${total.returned}, ${total.recovered}`],
    ['Handed off, returned', `${total.handedOff}, ${total.handoffsReturned}`],
    ['Account matched', shareWords(total.accountMatches)],
    ['Enrichment coverage', coverageWords(total)],
  ];
}

function coverageWords({ coverage }: Figures): string {
  return (
    Object.entries(coverage)
      .map(([field, { rate }]) => `${field} ${rate === undefined ? '–' : percent(rate)}`)
      .join(' · ') || 'none yet'
  );
}

function durationWords({ count, medianSeconds, p95Seconds }: Figures['speedToLead']): string {
  return count === 0 ? 'none yet' : `median ${timeWords(medianSeconds)}, P95 ${timeWords(p95Seconds)} (${count} leads)`;
}

function spreadRows({ speedToLead }: Figures): readonly (readonly string[])[] {
  const most = Math.max(1, ...speedToLead.spread.map(({ count }) => count));
  return speedToLead.spread.map(({ upToSeconds, count }) => [
    upToSeconds === undefined ? 'longer' : `up to ${timeWords(upToSeconds)}`,
    String(count),
    '█'.repeat(Math.round((count / most) * BAR_WIDTH)),
  ]);
}

function rowsTable({ metrics }: Report, by: 'team' | 'source' | 'rule' | 'turn'): string {
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
    receivedWords(by, figures),
    String(figures.assigned),
    timeWords(figures.speedToLead.medianSeconds),
    timeWords(figures.speedToLead.p95Seconds),
    rateWords(figures.attainment.rate),
    rateWords(figures.misroutes.rate),
    rateWords(figures.fallbacks.rate),
    String(figures.outcomes.converted ?? 0),
    figures.amount.toLocaleString('en'),
  ]);
  return plainTable(head, rows, head.slice(1));
}

function repsTable({ metrics, loads }: Report): string {
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
  return plainTable(head, rows, head.slice(1));
}

function rateWords(rate: number | undefined): string {
  return rate === undefined ? '–' : percent(rate);
}

function bold(text: string): string {
  return `\n${styled('bold', text)}`;
}

function styled(style: 'bold' | 'dim', text: string): string {
  return styleText(style, text, { validateStream: false });
}
