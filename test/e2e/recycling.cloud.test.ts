import { expect, inject, it } from 'vitest';
import { recyclingRoutes } from '../../shared/api/recycling.ts';
import { eventually } from './eventually.ts';
import { call, readLead, readTimeline } from './http.ts';
import { aNewPerson, answerLead, postLead, waitForOwner } from './leads.ts';

const { keys } = inject('deployed');
const IN_A_WEEK = new Date(Date.now() + 7 * 24 * 3600_000).toISOString().slice(0, 10);

/** Creates a lead in nurture for this reason: for some seconds, or until the date. */
async function aNurturedLead(reason: string, until?: string) {
  const id = await postLead(aNewPerson({ product: 'resting' }));
  const { owner } = await waitForOwner(id);
  const answered = await answerLead(id, { answer: 'not_now', epoch: 1, reason, until });
  expect(answered).toMatchObject({ status: 200 });
  const { dueAt = '' } = await readLead(id);
  return { id, owner, dueAt };
}

/** Returns what the next recycling run would do with a lead that is due by then. */
async function readPreview(id: string, before: string) {
  const reply = await call('GET', `/v1/recycling?limit=100&before=${before}`, { key: keys.manager });
  expect(reply.status).toBe(200);
  return recyclingRoutes.previewRecycling.replies[200].parse(reply.json()).leads.find(({ lead }) => lead === id);
}

async function typesOf(id: string): Promise<readonly string[]> {
  return (await readTimeline(id)).map(({ type }) => type).filter((type) => type !== 'RepNotified');
}

it('recycles a due lead on schedule to another rep, and previews it before', async () => {
  const { id, owner, dueAt } = await aNurturedLead('soon');
  expect(await readPreview(id, dueAt)).toMatchObject({
    track: 'soon',
    reason: 'soon',
    cycles: 1,
    dueAt,
    accountable: 'mara.quill',
    then: 'return',
    because: 'date',
  });
  expect(await readLead(id)).toMatchObject({ state: 'nurturing' });
  const again = await waitForOwner(id, 2);
  expect(again.owner).not.toBe(owner);
  const path = ['LeadReceived', 'LeadRouted', 'LeadAssigned', 'LeadNurtured', 'LeadRecycled', 'LeadRouted'];
  expect(await typesOf(id)).toEqual([...path, 'LeadAssigned']);
  // The sweep would have waited two minutes.
  const returned = (await readTimeline(id)).find(({ type }) => type === 'LeadRecycled');
  expect(Date.parse(returned?.at ?? '') - Date.parse(dueAt)).toBeLessThan(120_000);
  expect(await readPreview(id, new Date().toISOString())).toBeUndefined();
});

it('recycles a lead early when the CRM reports a demo request of the person', async () => {
  const { id, dueAt } = await aNurturedLead('later', IN_A_WEEK);
  expect(await readPreview(id, new Date().toISOString())).toBeUndefined();
  expect(await readPreview(id, dueAt)).toMatchObject({ then: 'return' });
  const activity = { lead: id, kind: 'demo_request', direction: 'inbound', id: `crm-${id}` };
  const told = await call('POST', '/v1/activities', { key: keys.manager, json: { activities: [activity] } });
  expect(told).toMatchObject({ status: 200 });
  await eventually(async () => expect(await readLead(id)).toMatchObject({ state: 'assigned', epoch: 2 }));
  expect(await typesOf(id)).toContain('LeadRecycled');
});
