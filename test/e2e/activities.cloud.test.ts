import { randomUUID } from 'node:crypto';
import { expect, inject, it } from 'vitest';
import { activityRoutes } from '../../shared/api/activities.ts';
import { leadRoutes } from '../../shared/api/leads.ts';
import { call, readLead, readTimeline } from './http.ts';
import { aNewPerson, waitForOwner } from './leads.ts';

const { keys } = inject('deployed');

async function postActivitiesAndParse(...activities: readonly object[]) {
  const reply = await call('POST', '/v1/activities', { key: keys.manager, json: { activities } });
  expect(reply.status).toBe(200);
  return activityRoutes.recordActivities.replies[200].parse(reply.json()).results;
}

it('accepts activities by the CRM’s own ids, each once and independently', async () => {
  const externalId = `hubspot:${randomUUID()}`;
  const { product, ...person } = aNewPerson({ product: 'resting' });
  const lead = { ...person, externalIds: [externalId], fields: { product }, touch: 'demo_request' };
  const posted = await call('POST', '/v1/leads', { key: keys.manager, json: lead });
  const { id } = leadRoutes.createLead.replies[201].parse(posted.json());
  const { owner } = await waitForOwner(id);
  const visit = { externalId, kind: 'pricing_page', direction: 'inbound', id: `visit-${randomUUID()}` };
  const phoned = { externalId, kind: 'call', direction: 'outbound', rep: owner, at: new Date().toISOString() };

  expect(await postActivitiesAndParse(visit, phoned, visit, { ...visit, externalId: 'hubspot:nobody' })).toEqual([
    { outcome: 'touchpoint_added', lead: id, state: 'assigned' },
    { outcome: 'first_response', lead: id, state: 'working' },
    { outcome: 'repeated', lead: id },
    { outcome: 'refused', problem: expect.objectContaining({ type: '/problems/not-found', status: 404 }) },
  ]);
  expect(await readLead(id)).toMatchObject({
    state: 'working',
    externalIds: [externalId],
    cycle: 0,
    nurtureCounts: {},
    contacts: 1,
  });
  const how = (await readTimeline(id)).find(({ type }) => type === 'FirstResponseMade');
  expect(how).toMatchObject({ actor: { kind: 'person', id: owner }, data: { how: 'call', epoch: 1 } });
});

it('refuses activities from a rep', async () => {
  const json = { activities: [{ lead: 'lead_0', kind: 'call', direction: 'outbound' }] };
  expect(await call('POST', '/v1/activities', { key: keys.hal, json })).toMatchObject({ status: 403 });
});
