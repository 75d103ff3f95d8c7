import { describe, expect, it } from 'vitest';
import { takeTurns } from '../../../shared/domain/plan-diff/turn-changes.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aRep } from '../../support/builders/rep.ts';
import { edited, PLAN_TEXT, planOf } from '../plan/plan-text.ts';

const LEADS = Array.from({ length: 6 }, (_, at) => ({
  lead: `lead ${at}`,
  features: { band: 'hot', region: 'emea', country: 'DE' },
}));
const MIA = aRep({
  id: 'mia',
  teams: { 'sdr-emea': 2 },
  cap: { open: 1 },
  leaves: [{ from: MONDAY, until: '2030-01-01T00:00:00.000Z' }],
});
const JON = aRep({ id: 'jon', teams: { 'sdr-emea': 1 }, attributes: { territory: ['FR'] } });
const LEE = aRep({ id: 'lee', teams: { 'sdr-amer': 1 } });

function countsOf(text: string, reps: readonly (typeof MIA)[]) {
  const { owners } = takeTurns({ leads: LEADS, plan: planOf(text), reps, now: MONDAY });
  const counts: Record<string, number> = {};
  for (const { rep } of owners.values()) counts[rep] = (counts[rep] ?? 0) + 1;
  return counts;
}

describe('takeTurns', () => {
  it('shares by weight, whatever the caps and leaves', () => {
    const weighted = edited('sdr-emea: {manager: kim.berg', 'sdr-emea: {turn: weighted, manager: kim.berg');
    expect(countsOf(weighted, [MIA, JON])).toEqual({ mia: 4, jon: 2 });
  });

  it('asks for the attributes that a rule needs', () => {
    const needy = edited('to: "sdr-{region}"', 'to: "sdr-{region}", need: [territory]');
    expect(countsOf(needy, [{ ...MIA, attributes: { territory: ['DE'] } }, JON])).toEqual({ mia: 6 });
  });

  it('passes a lead on to the next team when no rep fits', () => {
    expect(countsOf(PLAN_TEXT, [LEE])).toEqual({ lee: 6 });
    expect(countsOf(PLAN_TEXT, [])).toEqual({});
  });
});
