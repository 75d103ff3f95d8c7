import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { drawFrame, formatSigned, formatTimeLeft } from '../../../cli/demo/live-table.ts';
import type { LeadRow, RepRow } from '../../../cli/demo/live-view.ts';

function aLeadLine(name: string, state = 'assigned'): LeadRow {
  return { name, state, score: 80, band: 'hot', rule: 'sdr', owner: 'kim', held: true, secondsLeft: 28 };
}

function aRepLine(rep: string, open = 1): RepRow {
  return { team: 'sdr', rep, share: 0.5, credit: 0.25, open, cap: 8, shift: 'on' };
}

function drawn(leads: readonly LeadRow[], reps: readonly RepRow[], columns: number, rows = 40): readonly string[] {
  const frame = { title: 'Baton', leads, reps, latestEvents: ['first', 'second'] };
  return stripVTControlCharacters(drawFrame(frame, { columns, rows })).split('\n');
}

const LEADS = Array.from({ length: 20 }, (_, index) =>
  aLeadLine(`lead-${index}`, index % 5 < 3 ? 'closed: converted' : 'assigned'),
);

describe('drawFrame', () => {
  it('puts both tables side by side if they fit', () => {
    expect(drawn([aLeadLine('Ada')], [aRepLine('kim')], 120)).toEqual([
      'Baton',
      '',
      'Lead  State     Score  Band  Rule  Owner  Left     Team  Rep  Share  Credit  Open  Shift',
      'Ada   assigned     80  hot   sdr   kim    28 s     sdr   kim   50 %   +0.25   1/8  on',
      '',
      'first',
      'second',
    ]);
  });

  it('stacks them otherwise', () => {
    const lines = drawn([aLeadLine('Ada')], [aRepLine('kim'), aRepLine('lea')], 60);
    expect(lines.slice(2, 8).map((line) => line.split(/\s+/)[0])).toEqual(['Lead', 'Ada', '', 'Team', 'sdr', '']);
  });

  it('drops closed leads first when space is short, and counts them', () => {
    const lines = drawn(LEADS, [aRepLine('kim')], 120, 24);
    expect(lines.length).toBeLessThanOrEqual(24);
    expect(lines.filter((line) => line.includes('assigned'))).toHaveLength(8);
    expect(lines.some((line) => line.startsWith('… and 7 more'))).toBe(true);
  });

  it('fits a small terminal, with leads before reps without leads', () => {
    const reps = Array.from({ length: 15 }, (_, index) => aRepLine(`rep-${index}`, index % 3 === 0 ? 1 : 0));
    const lines = drawn(LEADS, reps, 80, 24);
    expect(lines.length).toBeLessThanOrEqual(24);
    expect(lines.filter((line) => /rep-\d+ .* 0\/8/.test(line)).length).toBeLessThan(10);
    expect(lines.some((line) => line.startsWith('lead-19'))).toBe(true);
  });
});

describe('timeLeft', () => {
  it.each([
    [undefined, ''],
    [-3.4, '-3 s'],
    [4, '4 s'],
    [119, '119 s'],
    [600, '10 min'],
    [8 * 3600, '8 h'],
    [14 * 86_400, '14 d'],
  ])('%s seconds', (seconds, text) => {
    expect(stripVTControlCharacters(formatTimeLeft(seconds))).toBe(text);
  });
});

describe('signed', () => {
  it.each([
    [0.5, '+0.50'],
    [-0.785, '-0.79'],
    [-0.0001, '0.00'],
  ])('%s', (leads, text) => {
    expect(formatSigned(leads)).toBe(text);
  });
});
