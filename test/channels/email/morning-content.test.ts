import { describe, expect, it } from 'vitest';
import { renderHtmlMail } from '../../../shared/channels/email/html-mail.ts';
import { morningContentOf } from '../../../shared/channels/email/morning-content.ts';
import { renderPlainText } from '../../../shared/channels/email/plain-text.ts';
import { aMorningReport, aReportedLead, someFigures } from '../../support/builders/reports.ts';

const NOBODY = { overdue: [], dueToday: [], waiting: [], untold: [] };
const ID = 'lead_01K9D3R7V0000000000000000A';

function textOf(overrides: Parameters<typeof aMorningReport>[0]): string {
  return renderPlainText(morningContentOf(aMorningReport(overrides), 'Europe/Berlin'));
}

describe('the mail of a morning', () => {
  it('says first how many leads need somebody, and names nobody in it', () => {
    const leads = {
      overdue: [aReportedLead(), aReportedLead()],
      dueToday: [aReportedLead()],
      waiting: [aReportedLead()],
      untold: [aReportedLead()],
    };
    const { title } = morningContentOf(aMorningReport({ leads }), 'Europe/Berlin');
    expect(title).toBe('Your teams: 2 past the deadline, 1 due today, 1 waiting, 1 owner not told');
    expect(morningContentOf(aMorningReport(), 'Europe/Berlin').title).toBe('Your teams: no lead needs you now');
  });

  it("lists each lead with its owner, by the reader's clock", () => {
    const text = textOf({ leads: { ...NOBODY, overdue: [aReportedLead({ at: '2026-11-23T08:40:00.000Z' })] } });
    expect(text).toContain(
      `PAST THEIR DEADLINE (1)\n- demo request from website · Kim Aalto · since Mon 23 Nov, 09:40 · ${ID}\n`,
    );
    expect(text).not.toContain('WAITING');
  });

  it('says why a lead waits and in which team', () => {
    const waiting = [aReportedLead({ rep: undefined, team: 'sdr', because: 'all_full' })];
    expect(textOf({ leads: { ...NOBODY, waiting } })).toMatch(
      /- demo request from website · team sdr · since .* · all full/,
    );
  });

  it('counts what does not fit', () => {
    const dueToday = Array.from({ length: 13 }, () => aReportedLead());
    const text = textOf({ leads: { ...NOBODY, dueToday } });
    expect(text).toContain('FIRST RESPONSE DUE TODAY (13)');
    expect(text.match(/- demo request/g)).toHaveLength(10);
    expect(text).toContain('- and 3 more');
  });

  it('shows who is away or full, what is to be reviewed, and the figures since the last work day', () => {
    const text = textOf({
      figures: someFigures({ assigned: 12, due: 11, respondedInTime: 9 }, [90, 95, 4000]),
      ranOut: [{ rep: 'kim', count: 2, of: 5, rate: 0.4 }],
      away: [
        { rep: 'lea', until: '2026-11-30T08:00:00.000Z' },
        { rep: 'gone', until: '2099-01-01T00:00:00.000Z' },
      ],
      full: [{ rep: 'kim', open: 8, cap: 8 }],
      reviews: [{ list: 'hasty', count: 3, isMore: true }],
    });
    expect(text).toContain('- Lea Holm, until Mon 30 Nov, 09:00\n- gone, until Thu 1 Jan, 01:00 2099');
    expect(text).toContain('- Kim Aalto: 8 of 8');
    expect(text).toContain('Answered in seconds by a click: 3 or more');
    expect(text).toContain(
      'FRI 20 NOV TO SUN 22 NOV\nAssigned: 12\nAnswered in time: 9 of 11 (82 %)\nMedian speed-to-lead: 1.6 min',
    );
    expect(text).toContain('Kim Aalto: 2 of 5');
  });

  it('says when not all leads were looked at', () => {
    expect(textOf({ isCut: true })).toContain('the lists are not complete');
    expect(textOf({})).not.toContain('not complete');
  });

  it('escapes names, and loads nothing', () => {
    const names = new Map([['kim', '<img src=x>']]);
    const content = morningContentOf(aMorningReport({ names, full: [{ rep: 'kim', open: 1, cap: 1 }] }), 'UTC');
    expect(renderHtmlMail(content)).toContain('&lt;img src=x&gt;: 1 of 1');
    expect(renderHtmlMail(content)).not.toMatch(/<img|<script|url\(|<link/);
  });
});
