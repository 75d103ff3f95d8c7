import { describe, expect, it } from 'vitest';
import type { Nurturing } from '../../../shared/domain/lead/stage.ts';
import { decideEarlyReturn } from '../../../shared/domain/nurture/early-return.ts';
import type { Plan } from '../../../shared/domain/plan/plan.ts';
import { aRecycling } from '../../support/builders/plan.ts';
import { aNurturingStage, day, PLAN, RECYCLING } from './nurture-plan.ts';

describe('a touchpoint of a nurtured lead', () => {
  interface Options {
    readonly score?: number;
    readonly at?: number;
    readonly now?: number;
    readonly contacts?: readonly string[];
    readonly stage?: Partial<Nurturing>;
    readonly plan?: Plan;
  }

  /** Decides on a touchpoint this many days after nurture began. */
  function touched(kind: string, options: Options = {}) {
    const { score = 10, at = 10, now = at, contacts = [], stage, plan = PLAN } = options;
    const lead = { features: { score, band: 'cold' }, contacts };
    const touch = { touch: kind, source: 'web', at: day(at) };
    return decideEarlyReturn(lead, aNurturingStage(stage), { plan, touch, now: day(now) });
  }

  it.each([
    ['a touchpoint that the plan names', 'pricing_page', { at: 1 }, 'touch'],
    ['a reply, whatever the plan says', 'reply', { at: 1 }, 'reply'],
    ['a score that is high enough', 'demo_request', { score: 45 }, 'score'],
  ])('returns it at once: %s', (_, kind, options, because) => {
    expect(touched(kind, options)).toEqual({ kind: 'now', because });
  });

  it.each([
    ['the score stays too low', 'demo_request', { score: 39 }],
    ['the touchpoint scores nothing, however high the score', 'mail_opened', { score: 90 }],
    ['it was before nurture began', 'pricing_page', { at: -1, now: 2 }],
  ])('leaves it in nurture: %s', (_, kind, options) => {
    expect(touched(kind, options)).toBeUndefined();
  });

  it('waits for the cool-down, and for the contact cap, when only the score is high enough', () => {
    expect(touched('demo_request', { score: 45, at: 2 })).toEqual({ kind: 'at', at: day(7) });
    const contacts = [day(-80), day(-70)];
    expect(touched('demo_request', { score: 45, at: 2, contacts })).toEqual({ kind: 'at', at: day(10) });
    expect(touched('demo_request', { score: 45, at: 2, contacts: [day(-8), day(-7)] })).toBeUndefined();
  });

  it('counts when it happened at the moment nurture began, and when that moment is not known', () => {
    expect(touched('reply', { at: 0 })).toEqual({ kind: 'now', because: 'reply' });
    expect(touched('pricing_page', { at: -1, stage: { since: undefined } })).toMatchObject({ kind: 'now' });
  });

  it('needs no cool-down in a lead whose start in nurture is not known', () => {
    expect(touched('demo_request', { score: 45, at: 1, stage: { since: undefined } })).toEqual({
      kind: 'now',
      because: 'score',
    });
  });

  it('returns it at once on the very day the cool-down ends', () => {
    expect(touched('demo_request', { score: 45, at: 7 })).toEqual({ kind: 'now', because: 'score' });
  });

  it('moves no date that is as early already', () => {
    expect(touched('demo_request', { score: 45, at: 2, stage: { returnAt: day(7) } })).toBeUndefined();
  });

  it('needs a score when the plan names no touchpoint, and never returns it for the score of a named one only', () => {
    const byScore = { ...PLAN, recycling: { ...RECYCLING, earlyIf: aRecycling().earlyIf } };
    expect(touched('demo_request', { score: 45, at: 1, plan: byScore })).toEqual({ kind: 'at', at: day(7) });
    expect(touched('pricing_page', { score: 90, at: 1, plan: byScore })).toBeUndefined();
  });

  it('does not count points that it takes away', () => {
    const [first] = PLAN.scoring.behaviour.points;
    const when = { kind: 'field', field: 'touch', test: { op: 'in', values: ['unsubscribe'] } } as const;
    const points = [...(first ? [first] : []), { when, add: -20 }, { when, add: 0 }];
    const plan = { ...PLAN, scoring: { ...PLAN.scoring, behaviour: { max: 60, points } } };
    expect(touched('unsubscribe', { score: 90, plan })).toBeUndefined();
    expect(touched('demo_request', { score: 90, plan })).toEqual({ kind: 'now', because: 'score' });
  });
});
