import { describe, expect, it } from 'vitest';
import type { Features } from '../../../shared/domain/features.ts';
import type { Lead, LeadRouting } from '../../../shared/domain/lead/lead.ts';
import type { LeadPatch } from '../../../shared/domain/lead/transition.ts';
import {
  addRoutedFeatures,
  changesFeaturesOnly,
  decisiveFeaturesOf,
  forgetsRoutedFeatures,
} from '../../../shared/domain/routing/routed-features.ts';
import { aLead } from '../../support/builders/lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { makeTransition } from '../../support/builders/moves.ts';
import { aPlan } from '../../support/builders/plan.ts';

const PLAN = aPlan();
const ROUTING: LeadRouting = {
  ...{ plan: 1, at: MONDAY, target: 0 },
  route: { rule: 'demo', layer: 'territory', outcome: 'close', reason: 'x' },
};
const FIRST: Features = { touch: 'demo_request', band: 'hot', campaign: 'spring' };

/** A touchpoint on a lead that was routed by its features. */
function touch(patch: LeadPatch, lead: Partial<Lead> = {}) {
  const data = { source: 'form', touch: 'webinar' };
  const before = { ...aLead('queued'), features: FIRST, routing: ROUTING, ...lead };
  return makeTransition(before, 'TouchpointAdded', { data, patch });
}

describe('the features a decision was made from', () => {
  it('are kept by the transition that changes one the plan looks at, and noted with the routing', () => {
    const change = touch({ features: { ...FIRST, band: 'cold' } });
    const { after, routedFeatures } = addRoutedFeatures(change, PLAN);
    expect(routedFeatures).toEqual({ version: after.version, features: { band: 'hot', touch: 'demo_request' } });
    expect(after).toEqual({ ...change.after, routing: { ...ROUTING, featuresKept: after.version } });
  });

  it('need not be kept while no field changes that the plan looks at', () => {
    const change = touch({ features: { ...FIRST, campaign: 'autumn' } });
    expect(addRoutedFeatures(change, PLAN)).toBe(change);
  });

  it.each<readonly [string, LeadPatch, Partial<Lead>]>([
    ['the features stay as they are', { score: undefined }, {}],
    ['the lead was not routed', { features: {} }, { routing: undefined }],
    ['it is routed anew', { features: {}, routing: { ...ROUTING, plan: 2 } }, {}],
    ['they are kept already', { features: {} }, { routing: { ...ROUTING, featuresKept: 2 } }],
    ['the list was stored', { features: {} }, { routing: { ...ROUTING, route: { ...ROUTING.route, passedOver: [] } } }],
  ])('are not kept when %s', (_, patch, lead) => {
    const change = touch(patch, lead);
    expect(changesFeaturesOnly(change)).toBe(false);
    expect(addRoutedFeatures(change, PLAN)).toBe(change);
  });

  it('contain what rules, SLAs, team names and owners are taken from, and nothing else', () => {
    const [layer] = PLAN.layers;
    const rule = PLAN.layers[1]?.rules[0];
    if (!layer || rule?.then.kind !== 'assign') throw new Error('the plan has no demo rule');
    const plan = aPlan({
      layers: [{ layer: 'all', rules: [{ ...rule, then: { ...rule.then, to: 'sdr-{region}' } }] }],
    });
    const looked = { touch: 'webinar', region: 'emea', 'account.owner': 'kim', 'account.owner_teams': ['sdr'] };
    expect(decisiveFeaturesOf({ ...looked, campaign: 'spring', toString: 'x' }, plan)).toEqual(looked);
  });

  it('are forgotten with a lead that was routed', () => {
    const data = { erasure: 'era_1', because: 'request' };
    const closed = aLead('closed');
    const forget = (lead: Lead) => makeTransition(lead, 'LeadForgotten', { data });
    expect(forgetsRoutedFeatures(forget({ ...closed, routing: ROUTING }))).toBe(true);
    expect(forgetsRoutedFeatures(forget({ ...closed, routing: undefined }))).toBe(false);
    expect(forgetsRoutedFeatures(touch({}))).toBe(false);
  });
});
