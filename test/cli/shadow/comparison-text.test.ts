import { describe, expect, it } from 'vitest';
import { formatComparison } from '../../../cli/shadow/comparison-text.ts';
import { compareDecisions } from '../../../shared/domain/shadow/shadow-comparison.ts';
import type { ShadowRecord } from '../../../shared/domain/shadow/shadow-mode.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';

const DAYS = { from: '2026-11-23', to: '2026-12-06', complete: true } as const;

function observed(lead: string, incumbent?: string): ShadowRecord {
  const baton = { rule: 'sdr', at: minutesAfterMonday(1), rep: 'kim', team: 'sdr-emea' };
  const known =
    incumbent === undefined ? {} : { incumbent: { rep: incumbent, teams: ['sdr-emea'], at: minutesAfterMonday(180) } };
  return { lead, receivedAt: MONDAY, baton, ...known };
}

describe('the comparison report', () => {
  it('shows how many decisions agree, the confidence interval, and the differences', () => {
    const text = formatComparison({
      ...compareDecisions([observed('a', 'kim'), observed('b', 'lea'), observed('c')]),
      ...DAYS,
    });
    expect(text).toContain(
      "Leads received from 2026-11-23 to 2026-12-06: 3\n  compared 2, incumbent's owner not yet known 1",
    );
    expect(text).toContain('Same rep:  50 % (1 of 2; 9 to 91 %)');
    expect(text).toContain('Same team: 100 % (2 of 2; 34 to 100 %)');
    expect(text).toContain('Median time to an owner: Baton 60 s, incumbent 3.0 h');
    expect(text).toMatch(/sdr .*50 % \(1 of 2/);
    expect(text).toMatch(/kim .*lea .*1/);
  });

  it('says when there is nothing to compare yet, and when the report is incomplete', () => {
    const text = formatComparison({ ...compareDecisions([observed('a')]), ...DAYS, complete: false });
    expect(text).toContain('Same rep:  nothing to compare yet');
    expect(text).toContain('(the first ones; ask for fewer days)');
    expect(text).toContain('Baton unknown');
  });
});
