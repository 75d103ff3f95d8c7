import { expect, it } from 'vitest';
import { enrichLead } from '../../../shared/use-cases/routing/enrich-lead.ts';
import { aDemoRequest } from '../../scenarios/a-baton.ts';
import { aReceivedLead, aRoutedLead } from '../stopped-baton.ts';

it('stores what the lead does not state beside it, and changes nothing in the lead', async () => {
  const { baton, deps, id } = await aReceivedLead({}, { phone: '+49 30 23125 000' });
  const before = await baton.lead(id);
  expect(await enrichLead(id, baton.now, deps)).toMatchObject({ outcome: 'enriched' });
  expect(await deps.leads.loadEnrichment(id)).toMatchObject({
    features: { country: 'DE', region: 'emea' },
    guessedFields: expect.arrayContaining(['country']),
  });
  expect(await baton.lead(id)).toEqual(before);
});

it('does it again when a touchpoint came meanwhile', async () => {
  const { baton, deps, id } = await aReceivedLead();
  let calls = 0;
  const enrichment: typeof deps.enrichment = {
    enrich: async (...args) => {
      calls += 1;
      if (calls === 1) await baton.post(aDemoRequest('ada', { message: 'and one more thing' }));
      return deps.enrichment.enrich(...args);
    },
  };
  await enrichLead(id, baton.now, { ...deps, enrichment });
  expect(calls).toBeGreaterThanOrEqual(2);
});

it('has nothing to do for a lead that was routed, or that does not exist', async () => {
  const { baton, deps, id } = await aRoutedLead();
  for (const lead of [id, 'lead_nobody'])
    expect(await enrichLead(lead, baton.now, deps)).toEqual({ outcome: 'nothing_to_do' });
});
