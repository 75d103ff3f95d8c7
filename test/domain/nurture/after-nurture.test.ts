import { describe, expect, it } from 'vitest';
import type { Lead } from '../../../shared/domain/lead/lead.ts';
import type { Nurturing } from '../../../shared/domain/lead/stage.ts';
import { type AfterNurture, decideAfterNurture } from '../../../shared/domain/nurture/after-nurture.ts';
import { aLead } from '../../support/builders/lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aNurturingStage, day, PLAN } from './nurture-plan.ts';

function whenOver(stage: Nurturing, overrides: Partial<Lead> = {}): AfterNurture {
  return decideAfterNurture(
    { ...aLead('nurturing'), nurtureCounts: { no_answer: 1 }, ...overrides, stage },
    stage,
    PLAN,
    stage.returnAt,
  );
}

describe('a lead whose return date has come', () => {
  const demo = { touchpoints: [{ touch: 'demo_request', source: 'demo-form', at: day(-9) }] };
  const cold = { touchpoints: [{ touch: 'mail_opened', source: 'demo-form', at: day(-9) }] };

  it('goes back to routing', () => {
    expect(whenOver(aNurturingStage())).toEqual({ then: 'return', because: 'date' });
    expect(whenOver(aNurturingStage({ returnsEarly: true }))).toEqual({ then: 'return', because: 'score' });
  });

  it('returns only if the condition of its reason holds', () => {
    const noBudget = aNurturingStage({ reason: 'no_budget', track: 'long' });
    const rests = { no_budget: 1 };
    expect(whenOver(noBudget, { ...demo, nurtureCounts: rests })).toEqual({ then: 'return', because: 'date' });
    expect(whenOver(noBudget, { ...cold, nurtureCounts: rests })).toEqual({ then: 'end', because: 'times' });
    expect(whenOver(noBudget, { ...cold, nurtureCounts: { later: 3 } })).toEqual({ then: 'end', because: 'cycles' });
    expect(whenOver(noBudget, { ...cold, nurtureCounts: {} })).toMatchObject({
      then: 'nurture',
      because: 'no_budget',
      stage: { since: day(30), returnAt: day(210) },
    });
    expect(whenOver({ ...noBudget, returnsEarly: true }, { ...cold, nurtureCounts: rests })).toMatchObject({
      then: 'return',
    });
  });

  it('stays until the person may be contacted, as long as it may be nurtured again', () => {
    const contacts = [day(3), day(5)];
    expect(whenOver(aNurturingStage(), { contacts })).toMatchObject({
      then: 'nurture',
      because: 'contacts',
      stage: { returnAt: day(93), since: MONDAY },
    });
    expect(whenOver(aNurturingStage(), { contacts, nurtureCounts: { cold: 3 } })).toEqual({
      then: 'end',
      because: 'contacts',
    });
  });
});
