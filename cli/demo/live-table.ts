import { stripVTControlCharacters, styleText } from 'node:util';
import { formatTable } from '../table.ts';
import type { LeadRow, RepRow } from './live-view.ts';

type Style = Parameters<typeof styleText>[0];

/** Everything shown at one moment. */
export interface Frame {
  readonly title: string;
  readonly leads: readonly LeadRow[];
  readonly reps: readonly RepRow[];
  /** The latest events, oldest first. */
  readonly latestEvents: readonly string[];
}

/** The space between two tables side by side. */
const GAP = '     ';
const NEWS_LINES = 5;

/** Colours by the first word of a lead's state. */
const STATE_STYLES: Readonly<Record<string, Style>> = {
  received: 'cyan',
  waiting: 'yellow',
  assigned: 'cyan',
  working: 'green',
  nurturing: 'blue',
  closed: 'dim',
};

/**
 * Draws a frame in colour for a terminal of this size: both tables side by side if they fit, otherwise stacked. Rows
 * that do not fit are only counted. Closed leads are dropped first, oldest first, and reps without leads.
 */
export function drawFrame(frame: Frame, size: { readonly columns: number; readonly rows: number }): string {
  const leads = leadTable(frame.leads).split('\n');
  const reps = repTable(frame.reps).split('\n');
  const beside = widthOf(leads) + GAP.length + widthOf(reps) <= size.columns;
  const room = Math.max(8, size.rows - NEWS_LINES - 5);
  const forReps = beside ? room : Math.min(frame.reps.length, Math.floor(room / 2));
  const forLeads = beside ? room : room - forReps - 2;
  const shownLeads = fitRows(forLeads, frame.leads, ({ state }) => state.startsWith('closed'));
  const shownReps = fitRows(forReps, frame.reps, ({ open }) => open === 0);
  const left = withHiddenCount(leadTable(shownLeads), frame.leads.length - shownLeads.length);
  const right = withHiddenCount(repTable(shownReps), frame.reps.length - shownReps.length);
  const body = beside ? sideBySide(left, right) : [...left, '', ...right];
  const news = frame.latestEvents.slice(-NEWS_LINES).map((line) => style('dim', clip(line, size.columns)));
  return [style('bold', frame.title), '', ...body, '', ...news].join('\n');
}

/** Returns as many lines as fit. Drops those that matter `least` first, then the oldest. */
function fitRows<Line>(room: number, lines: readonly Line[], least: (line: Line) => boolean): readonly Line[] {
  if (lines.length <= room) return lines;
  const gone = new Set(lines.filter(least).slice(0, lines.length - room + 1));
  const left = lines.filter((line) => !gone.has(line));
  return left.slice(Math.max(0, left.length - room + 1));
}

function withHiddenCount(table: string, hidden: number): readonly string[] {
  return [...table.split('\n'), ...(hidden > 0 ? [style('dim', `… and ${hidden} more`)] : [])];
}

/** Formats the leads, one per line. */
function leadTable(leads: readonly LeadRow[]): string {
  const rows = leads.map(({ name, state, score, band, rule, owner, held, secondsLeft }) => [
    name,
    style(STATE_STYLES[state.split(':')[0] ?? ''] ?? 'reset', state),
    score === undefined ? '' : String(score),
    styleBand(band),
    rule ?? '',
    held ? (owner ?? '') : style('dim', owner ?? ''),
    formatTimeLeft(secondsLeft),
  ]);
  return formatTable(['Lead', 'State', 'Score', 'Band', 'Rule', 'Owner', 'Left'], rows, ['Score', 'Left']);
}

/** Formats the reps by team, one per line. */
function repTable(reps: readonly RepRow[]): string {
  const rows = reps.map(({ team, rep, share, credit, open, cap, shift }, index) => [
    reps[index - 1]?.team === team ? '' : team,
    rep,
    `${Math.round(share * 100)} %`,
    credit === undefined ? '' : formatSigned(credit),
    `${open}/${cap ?? '∞'}`,
    style(shift === 'on' ? 'green' : 'yellow', shift),
  ]);
  return formatTable(['Team', 'Rep', 'Share', 'Credit', 'Open', 'Shift'], rows, ['Share', 'Credit', 'Open']);
}

/** Formats a time in the largest useful unit: `28 s`, `7 h`, `14 d`; overdue times are red. */
export function formatTimeLeft(seconds: number | undefined): string {
  if (seconds === undefined) return '';
  if (seconds < 0) return style('red', `${Math.round(seconds)} s`);
  if (seconds < 120) return seconds < 10 ? style('yellow', `${Math.round(seconds)} s`) : `${Math.round(seconds)} s`;
  if (seconds < 2 * 3600) return `${Math.round(seconds / 60)} min`;
  return seconds < 2 * 24 * 3600 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} d`;
}

/** Formats a number of leads with a sign and two decimals; never "-0.00". */
export function formatSigned(leads: number): string {
  const text = leads.toFixed(2);
  if (Number(text) === 0) return '0.00';
  return leads > 0 ? `+${text}` : text;
}

function styleBand(band: string | undefined): string {
  const colour: Style = band === 'hot' ? 'red' : band === 'warm' ? 'yellow' : 'dim';
  return band === undefined ? '' : style(colour, band);
}

function sideBySide(left: readonly string[], right: readonly string[]): readonly string[] {
  const width = widthOf(left);
  return Array.from({ length: Math.max(left.length, right.length) }, (_, line) => {
    const text = left[line] ?? '';
    return `${text}${' '.repeat(width - visibleLength(text))}${GAP}${right[line] ?? ''}`.trimEnd();
  });
}

function widthOf(lines: readonly string[]): number {
  return Math.max(0, ...lines.map(visibleLength));
}

function visibleLength(text: string): number {
  return stripVTControlCharacters(text).length;
}

function clip(text: string, columns: number): string {
  return text.length <= columns ? text : `${text.slice(0, columns - 1)}…`;
}

/** Always adds colour; the caller strips it where it does not belong. */
function style(format: Style, text: string): string {
  return styleText(format, text, { validateStream: false });
}
