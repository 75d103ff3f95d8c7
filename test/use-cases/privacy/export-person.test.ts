import { expect, it } from 'vitest';
import { eraseLead } from '../../../shared/use-cases/privacy/erase-lead.ts';
import { exportPerson } from '../../../shared/use-cases/privacy/export-person.ts';
import { enrichLead } from '../../../shared/use-cases/routing/enrich-lead.ts';
import { routeLead } from '../../../shared/use-cases/routing/route-lead.ts';
import { aDemoRequest } from '../../scenarios/a-baton.ts';
import { anErasure, aPrivacyOffice, closeLeadOf } from './a-privacy-office.ts';

const ADA = { by: 'email', email: 'ada@north.example' } as const;

it('exports every lead of a person with what they said and what happened, oldest first', async () => {
  const { baton, deps } = await aPrivacyOffice();
  const first = await baton.postOne(aDemoRequest('ada', { message: 'hello' }));
  await closeLeadOf(baton, first);
  const second = await baton.postOne(aDemoRequest('ada', { message: 'again' }));
  await baton.postOne(aDemoRequest('bo'));
  const { leads: exported = [], doNotContact } = (await exportPerson(ADA, deps)) ?? {};
  expect(doNotContact).toEqual([]);
  expect(exported).toEqual([
    {
      lead: await baton.lead(first),
      person: await deps.leads.person(first),
      timeline: await deps.leads.timeline(first),
    },
    {
      ...{ lead: await baton.lead(second), person: await deps.leads.person(second) },
      timeline: await deps.leads.timeline(second),
    },
  ]);
  expect(exported.map(({ person, timeline }) => [person?.answers, timeline.map(({ type }) => type)])).toEqual([
    [{ message: 'hello' }, ['LeadReceived']],
    [{ message: 'again' }, ['LeadReceived']],
  ]);
});

it('exports what a lead was routed by, where it is something else by now', async () => {
  const { baton, deps } = await aPrivacyOffice();
  const lead = await baton.postOne(aDemoRequest('ada', { page: '/pricing' }));
  await enrichLead(lead, baton.now, baton.deps);
  await routeLead({ lead }, baton.now, baton.deps);
  await baton.post(aDemoRequest('ada', { page: '/careers' }));
  const exported = await exportPerson(ADA, deps);
  expect(exported?.leads).toMatchObject([
    { lead: { features: { page: '/careers' } }, routedFeatures: { features: { page: '/pricing' } } },
  ]);
});

it('shows of a forgotten lead what is left of it', async () => {
  const { baton, deps } = await aPrivacyOffice();
  const lead = await baton.postOne(aDemoRequest('ada'));
  await eraseLead(lead, { ...anErasure(), keeps: [], now: baton.now }, deps);
  const { leads: exported = [] } = (await exportPerson({ by: 'lead', lead }, deps)) ?? {};
  expect(exported).toEqual([{ lead: await baton.lead(lead), timeline: await deps.leads.timeline(lead) }]);
  expect(exported[0]).not.toHaveProperty('person');
});

it('tells a person without a lead from no person at all', async () => {
  const { deps } = await aPrivacyOffice();
  expect(await exportPerson(ADA, deps)).toEqual({ leads: [], doNotContact: [] });
  expect(await exportPerson({ by: 'lead', lead: 'lead_none' }, deps)).toBeUndefined();
});
