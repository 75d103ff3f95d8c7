import { describe, expect, it } from 'vitest';
import { compareDecisions } from '../../../shared/domain/shadow/shadow-comparison.ts';
import type { ShadowRecord } from '../../../shared/domain/shadow/shadow-mode.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';

let leads = 0;

/**
 * Builds an observation: Baton assigned the lead to `baton` after a minute, and the incumbent gave it to `incumbent` after
 * this many minutes.
 */
function observed(
  baton: string,
  incumbent: string,
  options: { rule?: string; team?: string; after?: number } = {},
): ShadowRecord {
  const { rule = 'demo', team = 'sdr', after = 5 } = options;
  leads += 1;
  return {
    lead: `lead_${leads}`,
    receivedAt: MONDAY,
    baton: { rule, at: minutesAfterMonday(1), rep: baton, team },
    incumbent: { rep: incumbent, teams: incumbent === 'ana' ? ['ae'] : ['sdr'], at: minutesAfterMonday(after) },
  };
}

describe('the comparison of two systems', () => {
  it('is empty when there are no observations', () => {
    const report = compareDecisions([]);
    expect(report).toMatchObject({ leads: 0, compared: 0, notYetKnown: 0, byRule: [], byTeam: [], confusions: [] });
    expect(report.sameRep).toEqual({ of: 0, agreeing: 0 });
    expect(report.medianSecondsToOwner).toEqual({});
  });

  it('counts the same rep and the same team, in total and by rule and team', () => {
    const report = compareDecisions([
      observed('kim', 'kim'),
      observed('kim', 'lea'),
      observed('kim', 'ana'),
      observed('ana', 'ana', { rule: 'big', team: 'ae' }),
    ]);
    expect(report.sameRep).toMatchObject({ of: 4, agreeing: 2, share: 0.5 });
    expect(report.sameTeam).toMatchObject({ of: 4, agreeing: 3, share: 0.75 });
    expect(report.byRule.map(({ name, sameRep }) => [name, sameRep.agreeing, sameRep.of])).toEqual([
      ['demo', 1, 3],
      ['big', 1, 1],
    ]);
    expect(report.byTeam.map(({ name, sameTeam }) => [name, sameTeam.agreeing, sameTeam.of])).toEqual([
      ['sdr', 2, 3],
      ['ae', 1, 1],
    ]);
  });

  it("has the interval of Wilson's formula, which stays within 0 to 1", () => {
    const ten = (agreeing: number) =>
      compareDecisions(Array.from({ length: 10 }, (_, index) => observed('kim', index < agreeing ? 'kim' : 'lea')))
        .sameRep;
    // 7 of 10, as in published tables of the interval.
    expect(ten(7).low).toBeCloseTo(0.3968, 3);
    expect(ten(7).high).toBeCloseTo(0.8922, 3);
    expect(ten(0)).toMatchObject({ share: 0, low: 0 });
    expect(ten(0).high).toBeCloseTo(0.2775, 3);
    expect(ten(10).high).toBeCloseTo(1, 10);
    expect(ten(10).low).toBeCloseTo(0.7225, 3);
  });

  it('lists pairs of different owners, the most frequent first, at most twenty', () => {
    const many = Array.from({ length: 25 }, (_, index) => observed('kim', `rep${index}`));
    const report = compareDecisions([...many, observed('lea', 'max'), observed('lea', 'max'), observed('max', 'max')]);
    expect(report.confusions[0]).toEqual({ baton: 'lea', incumbent: 'max', leads: 2 });
    expect(report.confusions).toHaveLength(20);
  });

  it('distinguishes owners that are not yet known from leads that Baton assigned to nobody', () => {
    const { incumbent, ...unknown } = observed('kim', 'kim');
    const queued: ShadowRecord = { ...unknown, baton: { rule: 'otherwise', at: MONDAY, instead: 'queue' }, incumbent };
    const undecided: ShadowRecord = { lead: 'lead_u', receivedAt: MONDAY, incumbent };
    const report = compareDecisions([unknown, queued, undecided]);
    expect(report).toMatchObject({
      ...{ leads: 3, compared: 0, notYetKnown: 1 },
      batonGaveNobody: { queue: 1, nurture: 0, closed: 0, undecided: 1 },
    });
  });

  it('compares the median times to an owner', () => {
    const odd = compareDecisions([2, 3, 50].map((after) => observed('kim', 'kim', { after })));
    expect(odd.medianSecondsToOwner).toEqual({ baton: 60, incumbent: 180 });
    const even = compareDecisions([2, 4].map((after) => observed('kim', 'kim', { after })));
    expect(even.medianSecondsToOwner.incumbent).toBe(180);
  });
});
