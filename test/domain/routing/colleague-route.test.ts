import { describe, expect, it } from 'vitest';
import type { Condition } from '../../../shared/domain/plan/condition.ts';
import type { Plan } from '../../../shared/domain/plan/plan.ts';
import type { RuleAction } from '../../../shared/domain/plan/rule.ts';
import {
  asksForColleagues,
  colleagueFeaturesOf,
  isRouteChangedBy,
} from '../../../shared/domain/routing/colleague-route.ts';
import { chooseRoute } from '../../../shared/domain/routing/route.ts';
import { aLead } from '../../support/builders/lead.ts';
import { aColleagueRule, aPlan } from '../../support/builders/plan.ts';
import { aRep } from '../../support/builders/rep.ts';

const KIM = aRep({ id: 'kim' });
const is = (field: string, value: string): Condition => ({ kind: 'field', field, test: { op: 'in', values: [value] } });

/** The plan with one more rule before all others. */
function planWith(when: Condition, to: Extract<RuleAction, { kind: 'assign' }>['to']): Plan {
  const plan = aPlan();
  const rule = aColleagueRule();
  return {
    ...plan,
    layers: [{ layer: 'first', rules: [{ ...rule, when, then: { ...rule.then, to } }] }, ...plan.layers],
  };
}

const BY_OWNER = planWith(is('same_company_lead', 'open'), { ownerOf: 'that_lead' });
const ASKED_LAST = { ...aPlan(), layers: [...aPlan().layers, ...BY_OWNER.layers.slice(0, 1)] };
const features = { touch: 'demo_request', band: 'warm', domain: 'acme.example' };
const routed = (plan: Plan, more = {}) => ({
  ...aLead('queued'),
  features,
  routing: { plan: 1, at: '2026-11-23T08:00:00.000Z', target: 0, route: chooseRoute({ features, plan }) },
  ...more,
});

it('the owner of a colleague’s lead is a feature, unless they have left', () => {
  expect(colleagueFeaturesOf(KIM)).toEqual({
    same_company_lead: 'open',
    'same_company_lead.owner': 'kim',
    'same_company_lead.owner_teams': ['sdr'],
  });
  expect(colleagueFeaturesOf({ ...KIM, active: false })).toEqual({});
  expect(colleagueFeaturesOf(undefined)).toEqual({});
});

it.each([
  ['tests for a colleague’s lead', planWith(is('same_company_lead', 'open'), 'ae'), true],
  [
    'tests who owns it, among others',
    planWith({ kind: 'any', of: [is('same_company_lead.owner', 'kim')] }, 'ae'),
    true,
  ],
  ['gives the lead to its owner', planWith(is('touch', 'demo_request'), { ownerOf: 'that_lead' }), true],
  ['gives the lead to the account’s owner', planWith(is('touch', 'demo_request'), { ownerOf: 'account' }), false],
  ['knows no colleagues', aPlan(), false],
])('a plan that %s', (_, plan, asks) => {
  expect(asksForColleagues(plan)).toBe(asks);
});

describe('an owner of a colleague’s lead changes the route of a waiting lead', () => {
  it.each([
    ['if the plan then decides otherwise', KIM, routed(BY_OWNER), BY_OWNER, true],
    ['not if no rule asks', KIM, routed(aPlan()), aPlan(), false],
    ['not if an earlier rule decides', KIM, routed(ASKED_LAST), ASKED_LAST, false],
    [
      'not if only other features changed',
      KIM,
      routed(ASKED_LAST, { features: { ...features, page: '/careers' } }),
      ASKED_LAST,
      false,
    ],
    ['not if they have left', { ...KIM, active: false }, routed(BY_OWNER), BY_OWNER, false],
    ['not if they held it before', KIM, routed(BY_OWNER, { previousHolders: ['kim'] }), BY_OWNER, false],
    ['not if they refused it', KIM, routed(BY_OWNER, { refusedBy: ['kim'] }), BY_OWNER, false],
  ])('%s', (_, rep, lead, plan, changes) => {
    expect(isRouteChangedBy(rep, lead, plan)).toBe(changes);
  });

  it('not again once the rule applied', () => {
    const known = { ...features, ...colleagueFeaturesOf(KIM) };
    const route = chooseRoute({ features: known, plan: BY_OWNER });
    expect(route.rule).toBe('colleague');
    const lead = { ...routed(BY_OWNER), routing: { ...routed(BY_OWNER).routing, route } };
    expect(isRouteChangedBy(aRep({ id: 'lea' }), lead, BY_OWNER)).toBe(false);
  });
});
