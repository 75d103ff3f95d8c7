import { describe, expect, it } from 'vitest';
import { renderHtmlMail } from '../../../shared/channels/email/html-mail.ts';
import { renderPlainText } from '../../../shared/channels/email/plain-text.ts';
import { weeklyContentOf } from '../../../shared/channels/email/weekly-content.ts';
import { aWeeklyReport, someFigures } from '../../support/builders/reports.ts';

const textOf = (overrides: Parameters<typeof aWeeklyReport>[0] = {}) =>
  renderPlainText(weeklyContentOf(aWeeklyReport(overrides)));
const htmlOf = (overrides: Parameters<typeof aWeeklyReport>[0] = {}) =>
  renderHtmlMail(weeklyContentOf(aWeeklyReport(overrides)));

describe('the mail of a week', () => {
  it('shows each figure beside that of the week before', () => {
    const text = textOf();
    expect(text).toContain('The week of Mon 16 Nov to Sun 22 Nov');
    expect(text).toContain('Assigned: 20, before: 10');
    expect(text).toContain('Answered in time: 13 of 16 (81 %), before: 5 of 10 (50 %)');
    expect(text).toContain('Amount: 12,500, before: 0');
  });

  it('shows what was received only where everything is shown: a lead has no team before it is routed', () => {
    expect(textOf()).not.toContain('Received');
    expect(textOf({ teams: 'all' })).toContain('Received: 40, before: 30');
  });

  it('draws the days, the times of responses, teams, people and ends', () => {
    const text = textOf();
    expect(text).toContain('ASSIGNED BY DAY\nMon 16 Nov: 1; before: 2\n');
    expect(text).toContain('up to 1 min: 2; before: 0\nup to 5 min: 1; before: 0\nup to 15 min: 1; before: 1\n\n');
    expect(text).toContain('ANSWERED IN TIME, BY TEAM\nsdr: 13 of 16; before: 5 of 10');
    expect(text).toContain('Lea Holm: 13 of 16; before: none\nzoe: none; before: 5 of 10');
    expect(text).toContain('converted: 2; before: 0\nexhausted: 0; before: 4');
    expect(text).toContain('Answered in seconds by a click: 3');
  });

  it('draws bars in proportion, without pictures', () => {
    const day = (assigned: number) => ({ day: '2026-11-16', now: someFigures({ assigned }) });
    const widths = [...htmlOf({ days: [day(4), day(2), day(0)] }).matchAll(/<td width="(\d+)%"/g)].map(([, width]) =>
      Number(width),
    );
    expect(widths.slice(0, 2)).toEqual([62, 31]);
    expect(htmlOf()).not.toMatch(/<img|<svg|<script|src=|url\(|<link/);
  });

  it('leaves out charts without data, and says how many rows are left out', () => {
    const nothing = someFigures();
    const empty = { total: { now: nothing, before: nothing }, days: [], byTeam: [], byRep: [] };
    expect(textOf(empty)).not.toMatch(/BY DAY|BY REP|BY END|TIME THEY TOOK/);
    const byRep = Array.from({ length: 12 }, (_, index) => ({ key: `r${index}`, now: someFigures({ assigned: 1 }) }));
    expect(textOf({ byRep })).toContain('ASSIGNED, BY REP\n2 more are left out.\nr0: 1');
  });
});
