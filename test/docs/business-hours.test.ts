import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { VECTORS, type Vector } from '../domain/business-hours/vectors.ts';

const PAGE = new URL('../../docs/business-hours.md', import.meta.url);
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

test('the page shows the tested table', () => {
  const shown = readFileSync(PAGE, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| '));
  const header = '| what | zone | at work | from | working time | due |';
  expect(shown).toEqual([header, '| --- | --- | --- | --- | --- | --- |', ...VECTORS.map(lineOf)]);
});

function lineOf(vector: Vector): string {
  const { what, zone, from, seconds, due } = vector;
  return `| ${[what, zone, hoursOf(vector), momentOf(from), durationOf(seconds), momentOf(due)].join(' | ')} |`;
}

function hoursOf({ hours, holidays, closed, leaves }: Vector): string {
  const parts = Object.entries(hours).map(([days, times]) => `${days} ${times.join(', ')}`);
  if (holidays.length > 0) parts.push(`holidays ${holidays.join(', ')}`);
  for (const { from, to } of closed) parts.push(`closed ${from}/${to}`);
  for (const { from, until } of leaves) parts.push(`leave ${momentOf(from)} until ${momentOf(until)}`);
  return parts.join('; ');
}

/** Formats `2026-11-21T20:00+01:00` as `Sat 2026-11-21 20:00 +01:00`. */
function momentOf(written: string): string {
  const [date = '', time = ''] = written.split('T');
  return `${DAYS[new Date(`${date}T00:00Z`).getUTCDay()]} ${date} ${time.slice(0, 5)} ${time.slice(5)}`;
}

function durationOf(seconds: number): string {
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`);
  return said.join(' ') || 'none';
}
