import type { RepId, TeamId } from '../../domain/ids.ts';
import { formatCode } from '../../domain/reporting/figure-text.ts';
import type { ReportedLead, ReviewCount } from '../../domain/reporting/morning-report.ts';
import { formatLocalTime } from './local-time.ts';
import type { Fact, MailBlock } from './mail-content.ts';

/** The most rows of a list or a chart; the rest is counted. */
export const MAX_ROWS = 10;

/** What the parts of a report need to be written. */
export interface ReportVoice {
  readonly names: ReadonlyMap<RepId, string>;
  readonly zone: string;
}

/** Returns the name of a person, or the id of somebody whom Baton does not know any more. */
export function nameOf(rep: RepId, { names }: Pick<ReportVoice, 'names'>): string {
  return names.get(rep) ?? rep;
}

/** Returns a list of the first items and the number of the others; nothing if there are none. */
export function listBlock(title: string, items: readonly string[]): readonly MailBlock[] {
  if (items.length === 0) return [];
  const more = items.length - MAX_ROWS;
  const shown = items.slice(0, MAX_ROWS);
  return [
    { kind: 'list', title: `${title} (${items.length})`, items: more > 0 ? [...shown, `and ${more} more`] : shown },
  ];
}

/**
 * Describes a lead in one line, by what it asks for and its id. Who the person is stands in the notification of the lead:
 * these mails are forwarded.
 * @param when what its time is, such as `due`
 */
export function describeLead(
  { lead, touch, source, rep, team, at, because }: ReportedLead,
  when: string,
  voice: ReportVoice,
): string {
  const what = [touch === undefined ? 'lead' : formatCode(touch), source && `from ${source}`].filter(Boolean).join(' ');
  const who = rep === undefined ? team && `team ${team}` : nameOf(rep, voice);
  const why = because && formatCode(because);
  return [what, who, `${when} ${formatLocalTime(at, voice.zone)}`, why, lead].filter(Boolean).join(' · ');
}

/** Returns how many items each review has. */
export function reviewBlock(reviews: readonly ReviewCount[]): readonly MailBlock[] {
  const rows: readonly Fact[] = reviews.map(({ list, count, isMore }) => ({
    name: REVIEW_TITLES[list] ?? formatCode(list),
    value: `${count}${isMore ? ' or more' : ''}`,
  }));
  return rows.length === 0 ? [] : [{ kind: 'facts', title: 'To review', rows }];
}

/** Names teams in a sentence. */
export function nameTeams(teams: readonly TeamId[] | 'all'): string {
  if (teams === 'all') return 'all teams';
  if (teams.length > MAX_ROWS) return `${teams.length} teams`;
  return teams.length === 1 ? `team ${teams[0]}` : `teams ${teams.slice(0, -1).join(', ')} and ${teams.at(-1)}`;
}

const REVIEW_TITLES: Readonly<Record<string, string>> = {
  unrouted: 'Not routed in ten minutes',
  unassigned: 'Without an owner',
  queued_long: 'Waiting for over a day',
  misrouted: 'Marked as misrouted',
  credits_to_review: 'Turns of misroutes to give back or not',
  declined_often: 'Reps who declined often',
  held_by_absent: 'Held by people who are away',
  past_sla: 'Past their deadline',
  hasty: 'Answered in seconds by a click',
  uneven: 'Shares out of bounds',
};
