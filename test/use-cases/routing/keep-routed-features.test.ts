import { describe, expect, it } from 'vitest';
import type { LeadPatch } from '../../../shared/domain/lead/transition.ts';
import { keepRoutedFeatures } from '../../../shared/use-cases/routing/keep-routed-features.ts';
import { aBaton, aDemoRequest } from '../../scenarios/a-baton.ts';
import { makeTransition } from '../../support/builders/moves.ts';
import { aDraft, aPlan } from '../../support/builders/plan.ts';
import { replaceMethods } from '../../support/builders/replaced.ts';

async function aTouchedLead(patch: LeadPatch) {
  const baton = await aBaton();
  const lead = await baton.lead(await baton.postOne(aDemoRequest()));
  const data = { source: 'form', touch: 'webinar' };
  return { ...baton.deps, lead, change: makeTransition(lead, 'TouchpointAdded', { data, patch }) };
}

describe('keeping what a decision was made from', () => {
  it('goes by the plan of the decision, not by the one in force', async () => {
    const { lead, change, plans } = await aTouchedLead({ features: { campaign: 'spring' } });
    await plans.activate(await plans.publish(aDraft({ plan: aPlan({ layers: [], slas: [] }) })));
    const { after, routedFeatures } = await keepRoutedFeatures(change, { plans });
    expect(routedFeatures).toEqual({ version: lead.version + 1, features: { band: 'warm', touch: 'demo_request' } });
    expect(after.routing?.featuresKept).toBe(lead.version + 1);
  });

  it('asks for no plan while the features stay', async () => {
    const { change, plans } = await aTouchedLead({});
    const unasked = replaceMethods(plans, { version: async () => Promise.reject(new Error('asked')) });
    expect(await keepRoutedFeatures(change, { plans: unasked })).toBe(change);
  });

  it('keeps nothing without the plan, from which nothing could be derived', async () => {
    const { change, plans } = await aTouchedLead({ features: {} });
    const without = replaceMethods(plans, { version: async () => undefined });
    expect(await keepRoutedFeatures(change, { plans: without })).toBe(change);
  });
});
