import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createCharts } from '../../../cli/report/charts.ts';
import { LOCAL_CAVEAT } from '../../../cli/report/local-caveat.ts';
import { renderReportPage } from '../../../cli/report/page.ts';
import { parsePeriod, parseWeek } from '../../../cli/report/period.ts';
import { formatReport } from '../../../cli/report/terminal.ts';
import { aReport } from './a-report.ts';

const NOW = Date.parse('2026-11-22T18:00:00Z');

describe('the days of a report', () => {
  it.each([
    ['2026-W47', '2026-11-16', '2026-11-22'],
    ['2026-W01', '2025-12-29', '2026-01-04'],
    ['2020-W53', '2020-12-28', '2021-01-03'],
  ])('%s is %s to %s', (week, from, to) => {
    expect(parseWeek(week)).toEqual({ from, to });
  });

  it.each(['2026-W54', '2025-W53', '2026-W00', 'last week'])('%s is not a week', (week) => {
    expect(() => parseWeek(week)).toThrow('is not a week');
  });

  it('are the last seven by default', () => {
    expect(parsePeriod({}, NOW)).toEqual({ from: '2026-11-16', to: '2026-11-22' });
    expect(parsePeriod({ from: '2026-11-01', to: '2026-11-30' }, NOW)).toEqual({
      from: '2026-11-01',
      to: '2026-11-30',
    });
    expect(() => parsePeriod({ from: '2026-13-01' }, NOW)).toThrow('2026-13-01 is not a date');
  });
});

describe('a report in the terminal', () => {
  it('has the figures, the tables and the reviews', async () => {
    const report = await aReport();
    const text = stripVTControlCharacters(formatReport(report));
    expect(text).toContain('Leads received        200');
    expect(text).toMatch(/Speed-to-lead +median [\d.]+ min, P95 [\d.]+ h \(200 leads\)/);
    for (const by of ['team', 'source', 'rule', 'turn', 'rep']) expect(text).toContain(`By ${by}`);
    expect(text).toMatch(/past sla +200 or more +dana/);
    expect(text).toContain('quarantined: /v1/quarantine (mops)');
    expect(text).not.toContain(LOCAL_CAVEAT);
    expect(formatReport({ ...report, environment: 'local' })).toContain(LOCAL_CAVEAT);
  });

  it("does not call it none when a manager's figures lack the leads from before they had a team", async () => {
    const report = await aReport();
    const { team } = report.metrics;
    const ofManager = { ...team, total: { ...team.total, received: 0 } };
    const text = stripVTControlCharacters(formatReport({ ...report, metrics: { ...report.metrics, team: ofManager } }));
    expect(text).toContain('Leads received        – (only an admin sees');
  });
});

describe('a report as a page', () => {
  it('is self-contained: no script, no external resource', async () => {
    const page = renderReportPage(await aReport());
    expect(page.match(/<svg /g)).toHaveLength(7);
    expect(page).not.toMatch(/<script|<link|<img|@import|url\((?!#)|(?:src|href)="(?!#)/);
  });

  it('adds the caveat for the local cloud', async () => {
    const report = await aReport();
    expect(renderReportPage({ ...report, environment: 'local' })).toContain(LOCAL_CAVEAT);
    expect(renderReportPage(report)).not.toContain(LOCAL_CAVEAT);
  });

  it('escapes its data', async () => {
    const report = await aReport();
    const evil = { ...report, loads: [{ rep: '<b>kim</b>', open: 3 }], environment: '<i>prod</i>' };
    expect(renderReportPage(evil)).not.toMatch(/<b>kim|<i>prod/);
  });

  it('says when a chart has no data', async () => {
    const report = { ...(await aReport()), shares: [], loads: [] };
    expect(createCharts(report).filter(({ svg }) => svg === undefined)).toMatchObject([
      { title: 'Fairness: received and promised' },
      { title: 'Load per rep' },
    ]);
    expect(renderReportPage(report)).toContain('No data for these days.');
  });
});
