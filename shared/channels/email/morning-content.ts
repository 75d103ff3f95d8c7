import { formatDuration, formatShare } from '../../domain/reporting/figure-text.ts';
import type { MorningReport } from '../../domain/reporting/morning-report.ts';
import { formatDays, formatLocalTime } from './local-time.ts';
import type { MailBlock, MailContent } from './mail-content.ts';
import { describeLead, listBlock, MAX_ROWS, nameOf, nameTeams, type ReportVoice, reviewBlock } from './report-text.ts';

/** Returns what the mail to a manager in the morning says: what needs somebody first, then what was. */
export function morningContentOf(report: MorningReport, zone: string): MailContent {
  const { teams, since, leads, isCut, to, names } = report;
  const voice: ReportVoice = { names, zone };
  const title = titleOf(report);
  return {
    preview: `${formatShare(report.figures.attainment)} answered in time, ${formatDays(since)}`,
    title,
    intro: [
      `What ${nameTeams(teams)} ${teams.length === 1 ? 'is' : 'are'} at.`,
      ...(isCut ? ['There are more leads than were looked at, so the lists are not complete.'] : []),
    ],
    blocks: [
      ...listBlock(
        'Owners who could not be told',
        leads.untold.map((lead) => describeLead(lead, 'owner since', voice)),
      ),
      ...listBlock(
        'Past their deadline',
        leads.overdue.map((lead) => describeLead(lead, 'since', voice)),
      ),
      ...listBlock(
        'First response due today',
        leads.dueToday.map((lead) => describeLead(lead, 'due', voice)),
      ),
      ...listBlock(
        'Waiting for an owner',
        leads.waiting.map((lead) => describeLead(lead, 'since', voice)),
      ),
      ...peopleBlocks(report, voice),
      ...reviewBlock(report.reviews),
      ...pastBlocks(report, voice),
    ],
    footer: `Baton sent this to ${to} as the manager of ${nameTeams(teams)}. Times are those of ${zone}; figures are of UTC days. To get no such mails, have "reach": {"reports": false} set for you.`,
  };
}

/** Says how many leads need somebody. It names nobody: subjects are shown on lock screens. */
function titleOf({ leads: { untold, overdue, dueToday, waiting } }: MorningReport): string {
  const parts = [
    [overdue, 'past the deadline'],
    [dueToday, 'due today'],
    [waiting, 'waiting'],
    [untold, untold.length === 1 ? 'owner not told' : 'owners not told'],
  ] as const;
  const said = parts.flatMap(([{ length }, what]) => (length === 0 ? [] : [`${length} ${what}`]));
  return said.length === 0 ? 'Your teams: no lead needs you now' : `Your teams: ${said.join(', ')}`;
}

function peopleBlocks({ away, full, since }: MorningReport, voice: ReportVoice): readonly MailBlock[] {
  return [
    ...listBlock(
      'Away today',
      away.map(({ rep, until }) => `${nameOf(rep, voice)}, until ${formatEnd(until, since, voice)}`),
    ),
    ...listBlock(
      'At their cap',
      full.map(({ rep, open, cap }) => `${nameOf(rep, voice)}: ${open} of ${cap}`),
    ),
  ];
}

/** Formats the end of a leave, with the year if it is another one. */
function formatEnd(until: string, since: MorningReport['since'], { zone }: ReportVoice): string {
  const [year] = until.split('-');
  return `${formatLocalTime(until, zone)}${since.to.startsWith(`${year}`) ? '' : ` ${year}`}`;
}

function pastBlocks({ figures, since, ranOut }: MorningReport, voice: ReportVoice): readonly MailBlock[] {
  const days = formatDays(since);
  const most = Math.max(1, ...ranOut.map(({ count }) => count));
  const bars = ranOut
    .toSorted((a, b) => b.count - a.count)
    .slice(0, MAX_ROWS)
    .map(({ rep, count, of }) => ({ label: nameOf(rep, voice), share: count / most, text: `${count} of ${of}` }));
  return [
    {
      kind: 'facts',
      title: days,
      rows: [
        { name: 'Assigned', value: String(figures.assigned) },
        { name: 'Answered in time', value: formatShare(figures.attainment) },
        { name: 'Median speed-to-lead', value: formatDuration(figures.speedToLead.medianSeconds) },
        { name: 'Reassigned', value: formatShare(figures.reassignments) },
        { name: 'Converted', value: String(figures.outcomes.converted ?? 0) },
      ],
    },
    ...(bars.length === 0
      ? []
      : [{ kind: 'bars' as const, title: 'Clocks that ran out', caption: 'Of those that ended, by owner.', bars }]),
  ];
}
