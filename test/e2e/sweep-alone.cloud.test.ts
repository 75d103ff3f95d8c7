import { expect, inject, it } from 'vitest';
import { eventually, waitUntilPast } from './eventually.ts';
import { readLead, readTimeline } from './http.ts';
import { aNewPerson, postLead } from './leads.ts';
import { notificationsOf } from './notifications.ts';
import { createSweep } from './sweep-now.ts';
import { runWithoutRelay } from './without-relay.ts';

const { endpoint, region } = inject('deployed');
const sweepNow = createSweep({ endpoint, region, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });

runWithoutRelay();

it('routes, assigns, notifies, warns, breaches and reassigns while no event nudges anything', async () => {
  const id = await postLead({ ...aNewPerson(), product: 'swept' });
  const { dueAt = '' } = await readLead(id);
  await waitUntilPast(dueAt, 6);
  await sweepNow();
  const first = await eventually(async () => {
    const lead = await readLead(id);
    expect(lead).toMatchObject({ state: 'assigned', epoch: 1 });
    return lead;
  });
  // Nobody was notified of the lead. That is due a minute after the assignment; everything later is overdue by then.
  await waitUntilPast(first.assignedAt ?? '', 67);
  await sweepNow();
  await eventually(async () => {
    const lead = await readLead(id);
    expect(lead.epoch).toBeGreaterThanOrEqual(2);
    expect(lead.previousHolders).toContain(first.owner);
  });
  const types = (await readTimeline(id)).map(({ type }) => type).filter((type) => type !== 'RoutingRetried');
  expect(types.slice(0, 3)).toEqual(['LeadReceived', 'LeadRouted', 'LeadAssigned']);
  expect(types, types.join(' ')).toEqual(
    expect.arrayContaining(['RepNotified', 'SlaWarned', 'SlaBreached', 'LeadEscalated', 'ReassignmentSought']),
  );
  expect((await notificationsOf(id)).map(({ type }) => type)).toContain('lead.assigned');
});
