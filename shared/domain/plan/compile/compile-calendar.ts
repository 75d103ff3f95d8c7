import { type Calendar, type OpeningHours, WEEKDAYS, type Weekday } from '../../business-hours/calendar.ts';
import type { FileCalendar } from '../file/file-teams.ts';
import type { PlanPath, ReportProblem } from '../plan-problem.ts';

/**
 * Expands day ranges into a week. `closed`: dates that are closed besides its own. Reports unknown or repeated days, overlapping hours, and a week without openings.
 */
export function compileCalendar(
  file: FileCalendar,
  at: PlanPath,
  { report, closed }: { readonly report: ReportProblem; readonly closed: Calendar['closed'] },
): Calendar {
  const week = new Map<Weekday, readonly OpeningHours[]>();
  for (const [days, hours] of Object.entries(file)) {
    if (days === 'closed' || hours === undefined) continue;
    const openings = parseOpenings(hours, [...at, days], report);
    for (const day of parseDays(days, [...at, days], report)) {
      if (week.has(day)) report([...at, days], `the hours of ${day} are defined twice`);
      week.set(day, openings);
    }
  }
  if (![...week.values()].some((openings) => openings.length > 0)) {
    report(at, 'expected at least one opening a week, such as {mon-fri: ["09:00-17:00"]}');
  }
  const openingsOn = (day: Weekday): readonly OpeningHours[] => week.get(day) ?? [];
  return {
    week: {
      mon: openingsOn('mon'),
      tue: openingsOn('tue'),
      wed: openingsOn('wed'),
      thu: openingsOn('thu'),
      fri: openingsOn('fri'),
      sat: openingsOn('sat'),
      sun: openingsOn('sun'),
    },
    closed: [
      ...(file.closed ?? []).map((dates, index) => parseClosedDates(dates, [...at, 'closed', index], report)),
      ...closed,
    ],
  };
}

/** Reads `mon`, `mon-thu` or, across the weekend, `sun-thu`. */
function parseDays(text: string, at: PlanPath, report: ReportProblem): readonly Weekday[] {
  const [first = '', last = first, ...rest] = text.split('-');
  const known: readonly string[] = WEEKDAYS;
  const from = known.indexOf(first);
  const to = known.indexOf(last);
  if (from < 0 || to < 0 || rest.length > 0) {
    report(at, `expected a day or a range of days (${WEEKDAYS.join(', ')}), such as \`mon-fri\`, or \`closed\``);
    return [];
  }
  const length = ((to - from + 7) % 7) + 1;
  return [...WEEKDAYS, ...WEEKDAYS].slice(from, from + length);
}

function parseOpenings(hours: readonly string[], at: PlanPath, report: ReportProblem): readonly OpeningHours[] {
  const openings = hours.map((text, index) => {
    const [start = '', end = ''] = text.split('-');
    if (!isTime(start) || !isTime(end)) report([...at, index], 'expected times from 00:00 to 24:00');
    else if (start >= end) {
      report(
        [...at, index],
        'expected the start before the end; put hours past midnight on the next day, from "00:00"',
      );
    }
    return { start, end };
  });
  const sorted = openings.toSorted((a, b) => (a.start < b.start ? -1 : 1));
  if (sorted.some(({ start }, index) => start < (sorted[index - 1]?.end ?? ''))) report(at, 'these hours overlap');
  return sorted;
}

function isTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text) || text === '24:00';
}

/** Reads a date, or a range of dates with both ends included. Reports dates that do not exist. */
export function parseClosedDates(
  text: string,
  at: PlanPath,
  report: ReportProblem,
): { readonly from: string; readonly to: string } {
  const [from = '', to = from] = text.split('/');
  if (!isDate(from) || !isDate(to)) report(at, 'expected valid dates');
  else if (from > to) report(at, 'expected the first date to be before the last');
  return { from, to };
}

function isDate(text: string): boolean {
  const milliseconds = Date.parse(`${text}T00:00:00.000Z`);
  // Some invalid dates, such as February 30, roll over instead of failing.
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString().startsWith(text);
}
