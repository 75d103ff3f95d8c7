import { describe, expect, it } from 'vitest';
import type { Route } from '../../../shared/domain/lead/routing-decision.ts';
import {
  conditionToHold,
  holdUntilMql,
  isHeldUntilMql,
  isReadyToAssign,
} from '../../../shared/domain/nurture/hold-until-mql.ts';
import { matchCondition } from '../../../shared/domain/plan/matches.ts';
import { chooseRoute } from '../../../shared/domain/routing/route.ts';
import { aPlan } from '../../support/builders/plan.ts';

const PLAN = aPlan({ assignOn: { byTouch: { demo_request: 'entry' }, otherwise: 'mql' } });
const { mql } = PLAN.scoring;

describe('isReadyToAssign', () => {
  it.each([
    ['a demo request, whatever its score', { touch: 'Demo_Request', score: -5 }, true],
    ['another touch below mql', { touch: 'webinar', score: mql - 1 }, false],
    ['another touch at mql', { touch: 'webinar', score: mql }, true],
    ['a reply', { touch: 'reply', score: 0 }, true],
    ['a lead without a score', { touch: 'webinar' }, false],
    ['a touch named like a property of objects', { touch: 'constructor', score: 0 }, false],
  ])('%s', (_, features, isReady) => {
    expect(isReadyToAssign(PLAN, features)).toBe(isReady);
  });

  it('is true of every lead in a plan that says nothing', () => {
    expect(isReadyToAssign(aPlan(), { touch: 'webinar', score: 0 })).toBe(true);
  });
});

describe('holdUntilMql', () => {
  const features = { touch: 'webinar', score: mql - 1, band: 'warm' };
  const route = chooseRoute({ features: { ...features, touch: 'demo_request' }, plan: PLAN });
  const held = (epoch = 0, of: Route = route) => holdUntilMql(of, { epoch }, features, PLAN);

  it('keeps the rule, and makes the owner before assignment accountable', () => {
    expect(held()).toEqual({
      ...{ rule: route.rule, layer: route.layer, outcome: 'nurture', track: 'before_mql' },
      ...{ owner: PLAN.beforeAssignment.owner, afterSeconds: 30 * 24 * 3600 },
    });
    expect(isHeldUntilMql(held())).toBe(true);
  });

  it('holds no lead that a rep has had, or that is screened or nurtured by a rule', () => {
    expect(held(1)).toBe(route);
    const closed: Route = { rule: 'jobs', layer: 'screen', outcome: 'close', reason: 'not_a_buyer' };
    expect(held(0, closed)).toBe(closed);
    expect(isHeldUntilMql(closed)).toBe(false);
  });
});

describe('conditionToHold', () => {
  const TOUCHES = ['demo_request', 'webinar', 'reply', 'pricing_page'];

  it.each([
    ['mql by default', { byTouch: { demo_request: 'entry' }, otherwise: 'mql' }],
    ['entry by default', { byTouch: { webinar: 'mql', reply: 'mql' }, otherwise: 'entry' }],
  ] as const)('holds the leads that are not ready: %s', (_, assignOn) => {
    const plan = aPlan({ assignOn });
    const condition = conditionToHold(plan);
    for (const touch of TOUCHES) {
      for (const score of [-10, mql - 1, mql, 90]) {
        const lead = { touch, score };
        expect([lead, condition && matchCondition(condition, lead).holds]).toEqual([
          lead,
          !isReadyToAssign(plan, lead),
        ]);
      }
    }
  });

  it('is absent from a plan that says nothing', () => {
    expect(conditionToHold(aPlan())).toBeUndefined();
  });
});
