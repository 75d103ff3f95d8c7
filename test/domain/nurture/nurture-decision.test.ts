import { describe, expect, it } from 'vitest';
import { decideNurture, type NurtureRequest, needsDate } from '../../../shared/domain/nurture/nurture-decision.ts';
import { aLead } from '../../support/builders/lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aNurturingStage, day, PLAN, RECYCLING } from './nurture-plan.ts';

function aNurtureRequest(reason: string, overrides: Partial<NurtureRequest> = {}): NurtureRequest {
  return { reason, accountable: 'mia', now: MONDAY, ...overrides };
}

describe('a lead that is moved to nurture', () => {
  const lead = aLead('working');

  it('stays as long as the row for the reason says, on its track, and records its last owner', () => {
    expect(decideNurture(lead, PLAN, aNurtureRequest('no_answer'))).toEqual({
      kind: 'nurture',
      stage: {
        ...{ state: 'nurturing', track: 're-engage', reason: 'no_answer', since: MONDAY, returnAt: day(30) },
        ...{ accountable: 'mia', lastOwner: { rep: 'kim', team: 'sdr' } },
      },
    });
  });

  it.each([
    ['the date asked for', aNurtureRequest('later', { until: day(100) }), day(100)],
    ['the latest date the row allows', aNurtureRequest('later', { until: day(300) }), day(180)],
    ['the date asked for, although the row has a duration', aNurtureRequest('no_budget', { until: day(10) }), day(10)],
    [
      'the limit of the row for later when the plan does not know the reason',
      aNurtureRequest('moved', { until: day(300) }),
      day(180),
    ],
    ['the date of the rule', aNurtureRequest('cold', { track: 'newsletter', until: day(500) }), day(500)],
  ])('stays until %s', (_, asked, returnAt) => {
    expect(decideNurture(lead, PLAN, asked)).toMatchObject({ kind: 'nurture', stage: { returnAt } });
  });

  it('does not return before the person may be contacted again', () => {
    const contacted = { ...lead, contacts: [day(-10), day(-1)] };
    expect(decideNurture(contacted, PLAN, aNurtureRequest('no_answer'))).toMatchObject({
      stage: { returnAt: day(80) },
    });
    expect(decideNurture(contacted, PLAN, aNurtureRequest('no_budget'))).toMatchObject({
      stage: { returnAt: day(180) },
    });
  });

  it.each([
    ['cycles', { no_answer: 1, later: 2 }, aNurtureRequest('no_budget')],
    ['cycles', { cold: 3 }, aNurtureRequest('cold', { track: 'newsletter', until: day(9) })],
    ['times', { no_answer: 2 }, aNurtureRequest('no_answer')],
  ])('may not be nurtured again (%s) after %j', (because, rests, asked) => {
    expect(decideNurture({ ...lead, nurtureCounts: rests }, PLAN, asked)).toEqual({ kind: 'end', because });
  });

  it('keeps to the row of its reason only when it has no track of its own: a rule may have the name of a row', () => {
    const bySameName = aNurtureRequest('no_answer', { track: 'newsletter', until: day(500) });
    expect(decideNurture({ ...lead, nurtureCounts: { no_answer: 2 } }, PLAN, bySameName)).toMatchObject({
      kind: 'nurture',
      stage: { track: 'newsletter', returnAt: day(500) },
    });
  });

  it('needs a date from the person only when its row has no duration', () => {
    const reasons = ['later', 'moved', 'no_answer', 'no_budget'];
    expect(reasons.map((reason) => needsDate(RECYCLING, reason))).toEqual([true, true, false, false]);
  });

  it('has no last owner when its owner never responded', () => {
    const untouched = decideNurture(aLead('assigned'), PLAN, aNurtureRequest('no_answer'));
    expect(untouched).toMatchObject({ kind: 'nurture', stage: { lastOwner: undefined } });
  });

  it('keeps its last owner when it is nurtured again', () => {
    const again = { ...aLead('nurturing'), stage: aNurturingStage({ lastOwner: { rep: 'lea', team: 'ae' } }) };
    expect(decideNurture(again, PLAN, aNurtureRequest('no_answer'))).toMatchObject({
      stage: { lastOwner: { rep: 'lea', team: 'ae' } },
    });
  });
});
