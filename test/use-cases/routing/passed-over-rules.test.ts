import { describe, expect, it } from 'vitest';
import type { Lead } from '../../../shared/domain/lead/lead.ts';
import { StoreError, StoreUnavailableError } from '../../../shared/ports/store-error.ts';
import { passedOverRulesOf } from '../../../shared/use-cases/routing/passed-over-rules.ts';
import { aBaton, aDemoRequest } from '../../scenarios/a-baton.ts';
import { aLead } from '../../support/builders/lead.ts';
import { replaceMethods } from '../../support/builders/replaced.ts';

const PASSED_OVER = [{ rule: 'jobs', because: { field: 'page' } }];

async function aRoutedLead() {
  const baton = await aBaton();
  const lead = await baton.lead(await baton.postOne(aDemoRequest()));
  if (!lead.routing) throw new Error('the lead was not routed');
  return { ...baton.deps, baton, lead, routing: lead.routing };
}

describe('the rules that a decision passed over', () => {
  it('are derived from the pinned plan and the features, and not stored with the lead', async () => {
    const { lead, leads, plans } = await aRoutedLead();
    expect(lead.routing?.route).not.toHaveProperty('passedOver');
    expect(await passedOverRulesOf(lead, { leads, plans })).toEqual(PASSED_OVER);
  });

  it('are derived from the features that were kept, once the lead has others', async () => {
    const { lead, routing, leads, plans } = await aRoutedLead();
    const later: Lead = { ...lead, features: { page: '/careers' }, routing: { ...routing, featuresKept: 9 } };
    const kept = (version: number) =>
      replaceMethods(leads, { routedFeatures: async () => ({ version, features: lead.features }) });
    expect(await passedOverRulesOf(later, { leads: kept(9), plans })).toEqual(PASSED_OVER);
    expect(await passedOverRulesOf(later, { leads: kept(12), plans })).toBeUndefined();
    expect(await passedOverRulesOf(later, { leads, plans })).toBeUndefined();
  });

  it('are read as they are where they were stored', async () => {
    const { lead, routing, leads, plans } = await aRoutedLead();
    const stored = [{ rule: 'gone', because: 'no_team' }] as const;
    const earlier = { ...lead, routing: { ...routing, plan: 99, route: { ...routing.route, passedOver: stored } } };
    expect(await passedOverRulesOf(earlier, { leads, plans })).toEqual(stored);
  });

  it('are unknown before routing, and when the decision does not come out the same', async () => {
    const { lead, leads, plans } = await aRoutedLead();
    expect(await passedOverRulesOf(aLead('received'), { leads, plans })).toBeUndefined();
    expect(await passedOverRulesOf({ ...lead, features: { page: '/careers' } }, { leads, plans })).toBeUndefined();
  });

  it('are never derived from what is left of a forgotten lead', async () => {
    const { lead, leads, plans } = await aRoutedLead();
    expect(await passedOverRulesOf({ ...lead, forgottenAt: lead.receivedAt }, { leads, plans })).toBeUndefined();
  });

  it('are unknown without the plan, or when this release does not understand it; other failures are passed on', async () => {
    const { lead, leads, plans } = await aRoutedLead();
    const failing = (error: Error) => replaceMethods(plans, { version: async () => Promise.reject(error) });
    const without = replaceMethods(plans, { version: async () => undefined });
    expect(await passedOverRulesOf(lead, { leads, plans: without })).toBeUndefined();
    const ununderstood = failing(new StoreError('plan_not_understood'));
    expect(await passedOverRulesOf(lead, { leads, plans: ununderstood })).toBeUndefined();
    const down = failing(new StoreUnavailableError('timeout'));
    await expect(passedOverRulesOf(lead, { leads, plans: down })).rejects.toThrow(StoreUnavailableError);
  });
});
