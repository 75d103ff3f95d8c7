import { expect, it } from 'vitest';
import { enrichLead } from '../../../shared/use-cases/routing/enrich-lead.ts';
import { routeLead } from '../../../shared/use-cases/routing/route-lead.ts';
import { aReceivedLead, aRoutedLead } from '../stopped-baton.ts';

it('sends the lead to the queue of its team in one write, with its score and the plan that decided', async () => {
  const { baton, deps, id } = await aRoutedLead();
  expect(await baton.lead(id)).toMatchObject({
    version: 2,
    stage: { state: 'waiting', place: 'team', workItem: { team: 'sdr', priority: 'normal' } },
    score: { total: 45, band: 'warm' },
    features: { score: 45, band: 'warm' },
    routing: { plan: 1, target: 0, route: { outcome: 'assign', rule: 'demo' } },
  });
  expect((await deps.leads.timeline(id)).at(-1)).toMatchObject({
    type: 'LeadRouted',
    data: { plan: 1, rule: 'demo', layer: 'territory', team: 'sdr', priority: 'normal' },
  });
});

it.each([
  [
    'the reason of a rule that screens it out',
    { page: '/careers' },
    'LeadScreened',
    { state: 'closed', reason: 'not_a_buyer' },
  ],
  [
    'the track of a rule that nurtures it',
    { touch: 'newsletter' },
    'LeadNurtured',
    { state: 'nurturing', track: 'newsletter' },
  ],
  ['the end of a test', { test: true }, 'LeadClosed', { state: 'closed', outcome: 'test' }],
])('gives it %s', async (_, form, type, stage) => {
  const { baton, id } = await aRoutedLead({}, form);
  expect((await baton.lead(id)).stage).toMatchObject(stage);
  expect((await baton.eventTypesOf(id)).at(-1)).toBe(type);
});

it('refuses a lead that was not enriched, was routed already, or has no plan', async () => {
  const { baton, deps, id } = await aReceivedLead();
  expect(await routeLead({ lead: id }, baton.now, deps)).toMatchObject({ because: 'not_enriched' });
  await enrichLead(id, baton.now, deps);
  deps.world.activePlan = undefined;
  expect(await routeLead({ lead: id }, baton.now, deps)).toMatchObject({ because: 'no_plan' });
  await deps.plans.activate(1);
  expect(await routeLead({ lead: id }, baton.now, deps)).toMatchObject({ outcome: 'done' });
  expect(await routeLead({ lead: id }, baton.now, deps)).toMatchObject({ because: 'not_waiting_for_routing' });
  expect(await baton.eventTypesOf(id)).toEqual(['LeadReceived', 'LeadRouted']);
});
