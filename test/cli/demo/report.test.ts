import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { formatCommands } from '../../../cli/demo/commands.ts';
import { formatEvent } from '../../../cli/demo/event-text.ts';
import { formatDifferences, formatFairness, formatFigures } from '../../../cli/demo/report.ts';

function plain(text: string): string {
  return stripVTControlCharacters(text);
}

describe('the printed results', () => {
  it('show each figure, and the caveat on times', () => {
    const text = plain(
      formatFigures({
        finalStates: [
          { end: 'working', leads: 9 },
          { end: 'closed: test', leads: 1 },
        ],
        speedToLead: { leads: 14, median: 2.84, p95: 14.7 },
        attainment: { respondedInTime: 13, of: 16 },
        reassignments: 3,
        fallbacks: 5,
        gaps: 2,
        recycling: { returned: 3, recovered: 2 },
      }),
    );
    expect(text).toContain('9 working · 1 closed: test');
    expect(text).toContain('median 2.8 s, P95 14.7 s (14 leads)');
    expect(text).toMatch(/Time to an owner +nothing yet/);
    expect(text).toContain('13 of 16 answered in time (81 %)');
    expect(text).toMatch(/Recovered +2 of 3 recycled from nurture/);
    expect(text).toContain('local emulator');
    expect(text).toContain('not representative of AWS');
  });

  it('show a team once, and each rep with received and earned leads', () => {
    const line = { team: 'sdr', received: 2, earned: 2.333, adjusted: 0, credit: 0.333 };
    const lines = plain(
      formatFairness([
        { ...line, rep: 'kim' },
        { ...line, rep: 'lea', credit: -0.25 },
      ]),
    ).split('\n');
    expect(lines.slice(-2)).toEqual([
      'sdr   kim      2.00    2.33      0.00   +0.33',
      '      lea      2.00    2.33      0.00   -0.25',
    ]);
  });

  it('show expected and actual values side by side', () => {
    const differences = [{ what: 'rule', expected: 'sdr', seen: 'otherwise' }];
    expect(
      plain(formatDifferences([{ name: 'ada', differences }]))
        .split('\n')
        .at(-1),
    ).toBe('ada   rule  sdr       otherwise');
  });
});

describe('commands to copy', () => {
  const text = formatCommands({
    apiUrl: 'http://127.0.0.1:4566/api/$default',
    hookUrl: 'http://127.0.0.1:4566/api/$default/hooks/generic/key',
    hookSecret: 'whsec_secret',
    keyFile: '.baton/keys/local',
    leadId: 'lead_1',
  });

  it('protect the $ in URLs from the shell, and do not print the key', () => {
    for (const line of text.split('\n').filter((one) => one.includes('$default')))
      expect(line).toMatch(/'[^' ]*\$default[^' ]*'/);
    expect(text).toContain('"Authorization: Bearer $(cat .baton/keys/local)"');
    expect(text).toContain("'http://127.0.0.1:4566/api/$default/v1/leads/lead_1/timeline'");
    expect(text).toContain('npm run baton -- explain lead_1 --env local');
  });
});

describe('eventWords', () => {
  it.each([
    [{ type: 'RepNotified', data: { rep: 'kim', epoch: 1 } } as const, 'rep notified: kim'],
    [
      { type: 'LeadFellBack', data: { from: 'ae', team: 'sdr', because: 'all_closed' } } as const,
      'lead fell back: ae, sdr, all_closed',
    ],
    [{ type: 'RoutingRetried', data: { attempt: 1, because: 'overdue' } } as const, 'routing retried: overdue'],
  ])('of %j', (event, words) => {
    expect(formatEvent(event)).toBe(words);
  });
});
