import { expect, it } from 'vitest';
import { enrichLead } from '../../../shared/use-cases/routing/enrich-lead.ts';
import { scoreLead } from '../../../shared/use-cases/routing/score-lead.ts';
import { aReceivedLead } from '../stopped-baton.ts';

it('gives points for who the lead is and for what it did, under the active plan', async () => {
  const { baton, deps, id } = await aReceivedLead({}, { employees: '2500' });
  await enrichLead(id, baton.now, deps);
  expect(await scoreLead(id, baton.now, deps)).toMatchObject({
    outcome: 'scored',
    score: { fit: 30, behaviour: 45, total: 75, band: 'hot' },
  });
});

it('scores nothing before the lead was enriched', async () => {
  const { baton, deps, id } = await aReceivedLead();
  for (const lead of [id, 'lead_nobody'])
    expect(await scoreLead(lead, baton.now, deps)).toEqual({ outcome: 'nothing_to_do' });
});

it('scores nothing while no plan is in force', async () => {
  const { baton, deps, id } = await aReceivedLead();
  await enrichLead(id, baton.now, deps);
  deps.world.activePlan = undefined;
  expect(await scoreLead(id, baton.now, deps)).toEqual({ outcome: 'no_plan' });
});
