import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { getAgreement } from '../../shared/api/observations.ts';
import { eventually } from './eventually.ts';
import { call, leadOf, timelineOf } from './http.ts';
import { newcomer, owned, received } from './leads.ts';
import { noticesOf } from './notifications.ts';

const { keys } = inject('deployed');

async function setMode(mode: 'live' | 'observe'): Promise<void> {
  const set = await call('PUT', '/v1/settings', { key: keys.admin, json: { mode } });
  expect([set.status, set.json()]).toEqual([200, { mode }]);
}

async function tell(...observations: readonly object[]) {
  const told = await call('POST', '/v1/observations', { key: keys.admin, json: { observations } });
  expect(told.status, told.text).toBe(200);
  return (told.json() as { readonly observations: readonly { readonly outcome: string }[] }).observations.map(
    ({ outcome }) => outcome,
  );
}

async function agreement() {
  const today = new Date().toISOString().slice(0, 10);
  const reply = await call('GET', `/v1/observations/agreement?from=${today}&to=${today}`, { key: keys.manager });
  return getAgreement.replies[200].parse(reply.json());
}

/** Waits until Baton has decided on an owner. */
function decided(id: string) {
  return eventually(async () => {
    const lead = await leadOf(id);
    expect(lead).toMatchObject({ state: 'assigned', owner: expect.any(String) });
    return { ...lead, owner: lead.owner ?? '' };
  });
}

beforeAll(() => setMode('observe'));
afterAll(() => setMode('live'));

it('decides and times a lead, notifies nobody, and closes it where it would have reassigned it', async () => {
  expect((await call('GET', '/v1/settings', { key: keys.manager })).json()).toEqual({ mode: 'observe' });
  const id = await received(newcomer({ product: 'rapid' }));
  expect((await decided(id)).observed).toBe(true);
  await eventually(async () => {
    expect(await leadOf(id)).toMatchObject({ state: 'closed', outcome: 'observed', reason: 'would_reassign' });
  });
  const path = (await timelineOf(id)).map(({ type }) => type);
  expect(path).toEqual(expect.arrayContaining(['LeadRouted', 'LeadAssigned', 'SlaBreached', 'LeadEscalated']));
  expect(path).not.toContain('RepNotified');
  expect(await noticesOf(id)).toEqual([]);
});

it('records the incumbent’s owner of a lead, and reports how often the two systems agree', async () => {
  const before = await agreement();
  const ids = await Promise.all([1, 2].map(() => received(newcomer({ product: 'single' }))));
  const [same = '', other = ''] = ids;
  for (const id of ids) await decided(id);
  const firstTouchAt = new Date().toISOString();
  expect(
    await tell(
      { lead: same, owner: 'hal.moor', firstTouchAt },
      { lead: other, owner: 'fay.brook' },
      { lead: 'lead_00000000000000000000000000', owner: 'hal.moor' },
      { externalId: 'hubspot:not-there', owner: 'hal.moor' },
    ),
  ).toEqual(['recorded', 'recorded', 'no_such_lead', 'no_such_lead']);
  expect(await tell({ lead: other, owner: 'fay.brook' })).toEqual(['repeated']);
  expect(await leadOf(same)).toMatchObject({ state: 'working', owner: 'hal.moor' });
  expect((await timelineOf(other)).at(-1)).toMatchObject({ type: 'OwnerObserved', data: { rep: 'fay.brook' } });

  const after = await agreement();
  expect(after.compared - before.compared).toBe(2);
  expect(after.sameRep.alike - before.sameRep.alike).toBe(1);
  expect(after.confusions).toContainEqual({ ours: 'hal.moor', theirs: 'fay.brook', leads: 1 });
  expect(after.complete).toBe(true);
});

it('starts a new lead for a returning person once it is live, and does not compare it', async () => {
  const person = newcomer({ product: 'single' });
  const observed = await received(person);
  await decided(observed);
  await setMode('live');
  const worked = await received({ ...person, message: 'Now for real' });
  expect(worked).not.toBe(observed);
  await owned(worked);
  await eventually(async () => expect((await noticesOf(worked)).map(({ data }) => data.to)).toContain('hal.moor'));
  expect(await leadOf(observed)).toMatchObject({ state: 'closed', outcome: 'observed', reason: 'went_live' });
  expect(await noticesOf(observed)).toEqual([]);
  expect(await tell({ lead: worked, owner: 'hal.moor' })).toEqual(['not_observed']);
});
