import { describe, expect, it } from 'vitest';
import { addSeconds } from '../../../shared/domain/instant.ts';
import type { Lead } from '../../../shared/domain/lead/lead.ts';
import type { Nurturing } from '../../../shared/domain/lead/stage.ts';
import { type AfterNurture, decideAfterNurture } from '../../../shared/domain/nurture/after-nurture.ts';
import { decideEarlyReturn } from '../../../shared/domain/nurture/early-return.ts';
import { decideNurture, type NurtureRequest, needsDate } from '../../../shared/domain/nurture/nurture-decision.ts';
import type { Plan } from '../../../shared/domain/plan/plan.ts';
import type { RecyclingRules } from '../../../shared/domain/plan/recycling.ts';
import { aLead } from '../../support/builders/lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aPlan, aRecycling } from '../../support/builders/plan.ts';

const DAY = 24 * 3600;
const day = (count: number) => addSeconds(MONDAY, count * DAY);
const from = (score: number) => ({ kind: 'field', field: 'score', test: { op: 'within', from: score } }) as const;
const touch = (...values: string[]) => ({ kind: 'field', field: 'touch', test: { op: 'in', values } }) as const;

const RECYCLING: RecyclingRules = aRecycling({
  reasons: {
    later: { track: 'calendar', atMostSeconds: 180 * DAY, times: 3 },
    no_answer: { track: 're-engage', afterSeconds: 30 * DAY, atMostSeconds: 400 * DAY, times: 2 },
    no_budget: { track: 'long', afterSeconds: 180 * DAY, atMostSeconds: 400 * DAY, onlyIf: from(40), times: 1 },
  },
  earlyIf: { kind: 'any', of: [touch('pricing_page'), from(40)] },
  coolDownSeconds: 7 * DAY,
  stop: { cycles: 3, contacts: { most: 2, withinSeconds: 90 * DAY }, then: 'close' },
});
const PLAN: Plan = aPlan({ recycling: RECYCLING });

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

  it('needs a date from the person only when its row has no duration', () => {
    const reasons = ['later', 'moved', 'no_answer', 'no_budget'];
    expect(reasons.map((reason) => needsDate(RECYCLING, reason))).toEqual([true, true, false, false]);
  });

  it('has no last owner when its owner never responded', () => {
    const untouched = decideNurture(aLead('assigned'), PLAN, aNurtureRequest('no_answer'));
    expect(untouched).toMatchObject({ kind: 'nurture', stage: { lastOwner: undefined } });
  });
});

function aNurturingStage(overrides: Partial<Nurturing> = {}): Nurturing {
  const dates = { since: MONDAY, returnAt: day(30) };
  return { state: 'nurturing', track: 're-engage', reason: 'no_answer', accountable: 'mia', ...dates, ...overrides };
}

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

describe('a touchpoint of a nurtured lead', () => {
  function touched(kind: string, options: { score?: number; at?: number; now?: number; contacts?: string[] } = {}) {
    const { score = 10, at = 10, now = at, contacts = [] } = options;
    const lead = { features: { score, band: 'cold' }, contacts };
    const seen = { touch: kind, source: 'web', at: day(at) };
    return decideEarlyReturn(lead, aNurturingStage(), { plan: PLAN, touch: seen, now: day(now) });
  }

  it.each([
    ['a touchpoint that the plan names', touched('pricing_page', { at: 1 }), { kind: 'now', because: 'touch' }],
    ['a reply, whatever the plan says', touched('reply', { at: 1 }), { kind: 'now', because: 'reply' }],
    ['a score that is high enough', touched('demo_request', { score: 45 }), { kind: 'now', because: 'score' }],
  ])('returns it at once: %s', (_, early, expected) => {
    expect(early).toEqual(expected);
  });

  it.each([
    ['the score stays too low', touched('demo_request', { score: 39 })],
    ['the touchpoint scores nothing, however high the score', touched('mail_opened', { score: 90 })],
    ['it was before nurture began', touched('pricing_page', { at: -1, now: 2 })],
  ])('leaves it in nurture: %s', (_, early) => {
    expect(early).toBeUndefined();
  });

  it('waits for the cool-down, and for the contact cap, when only the score is high enough', () => {
    expect(touched('demo_request', { score: 45, at: 2 })).toEqual({ kind: 'at', at: day(7) });
    const contacts = [day(-80), day(-70)];
    expect(touched('demo_request', { score: 45, at: 2, contacts })).toEqual({ kind: 'at', at: day(10) });
    expect(touched('demo_request', { score: 45, at: 2, contacts: [day(-8), day(-7)] })).toBeUndefined();
  });
});
