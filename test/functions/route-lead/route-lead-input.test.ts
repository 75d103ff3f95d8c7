import { expect, it } from 'vitest';
import { RouteLeadInput } from '../../../functions/route-lead/route-lead-input.ts';
import { enrichLead } from '../../../shared/use-cases/routing/enrich-lead.ts';
import { scoreLead } from '../../../shared/use-cases/routing/score-lead.ts';
import { aBaton, aDemoRequest } from '../../scenarios/a-baton.ts';

it('reads what the scoring task hands on', async () => {
  const baton = await aBaton({ switches: { events: false, sweep: false } });
  const leadId = await baton.postOne(aDemoRequest());
  await enrichLead(leadId, baton.now, baton.deps);
  const scored = await scoreLead(leadId, baton.now, baton.deps);
  const decidedScore = scored.outcome === 'scored' ? scored.decided : undefined;
  expect(decidedScore).toBeDefined();
  const handedOn: unknown = JSON.parse(JSON.stringify({ leadId, decidedScore }));
  expect(RouteLeadInput.parse(handedOn)).toEqual({ leadId, decidedScore });
});

it('reads a lead without a score', () => {
  const handedOn: unknown = JSON.parse(JSON.stringify({ leadId: 'lead_1', decidedScore: undefined }));
  expect(RouteLeadInput.parse(handedOn)).toEqual({ leadId: 'lead_1' });
});
