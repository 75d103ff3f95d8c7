import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { shadowModeRoutes } from '../../shared/api/shadow-mode.ts';
import { eventually } from './eventually.ts';
import { call, readLead, readTimeline } from './http.ts';
import { aNewPerson, postLead, waitForOwner } from './leads.ts';
import { notificationsOf } from './notifications.ts';

const { keys } = inject('deployed');

async function setMode(mode: 'live' | 'shadow'): Promise<void> {
  const set = await call('PUT', '/v1/settings', { key: keys.admin, json: { mode } });
  expect([set.status, set.json()]).toEqual([200, { mode }]);
}

async function postIncumbentOwners(...owners: readonly object[]) {
  const told = await call('POST', '/v1/shadow/owners', { key: keys.admin, json: { owners } });
  expect(told.status, told.text).toBe(200);
  return (told.json() as { readonly owners: readonly { readonly outcome: string }[] }).owners.map(
    ({ outcome }) => outcome,
  );
}

async function readComparison() {
  const today = new Date().toISOString().slice(0, 10);
  const reply = await call('GET', `/v1/shadow/comparison?from=${today}&to=${today}`, { key: keys.manager });
  return shadowModeRoutes.getShadowComparison.replies[200].parse(reply.json());
}

/** Waits until Baton has decided on an owner. */
function waitForDecision(id: string) {
  return eventually(async () => {
    const lead = await readLead(id);
    expect(lead).toMatchObject({ state: 'assigned', owner: expect.any(String) });
    return { ...lead, owner: lead.owner ?? '' };
  });
}

beforeAll(() => setMode('shadow'));
afterAll(() => setMode('live'));

it('decides and times a lead, notifies nobody, and closes it where it would have reassigned it', async () => {
  expect((await call('GET', '/v1/settings', { key: keys.manager })).json()).toEqual({ mode: 'shadow' });
  const id = await postLead(aNewPerson({ product: 'rapid' }));
  expect((await waitForDecision(id)).shadow).toBe(true);
  await eventually(async () => {
    expect(await readLead(id)).toMatchObject({ state: 'closed', outcome: 'shadow', reason: 'would_be_reassigned' });
  });
  const path = (await readTimeline(id)).map(({ type }) => type);
  expect(path).toEqual(expect.arrayContaining(['LeadRouted', 'LeadAssigned', 'SlaBreached', 'LeadEscalated']));
  expect(path).not.toContain('RepNotified');
  expect(await notificationsOf(id)).toEqual([]);
});

it('records the incumbent’s owner of a lead, and reports how often the two systems agree', async () => {
  const before = await readComparison();
  const ids = await Promise.all([1, 2].map(() => postLead(aNewPerson({ product: 'single' }))));
  const [same = '', other = ''] = ids;
  for (const id of ids) await waitForDecision(id);
  const firstResponseAt = new Date().toISOString();
  expect(
    await postIncumbentOwners(
      { lead: same, owner: 'hal.moor', firstResponseAt },
      { lead: other, owner: 'fay.brook' },
      { lead: 'lead_00000000000000000000000000', owner: 'hal.moor' },
      { externalId: 'hubspot:not-there', owner: 'hal.moor' },
    ),
  ).toEqual(['recorded', 'recorded', 'no_such_lead', 'no_such_lead']);
  expect(await postIncumbentOwners({ lead: other, owner: 'fay.brook' })).toEqual(['repeated']);
  expect(await readLead(same)).toMatchObject({ state: 'working', owner: 'hal.moor' });
  expect((await readTimeline(other)).at(-1)).toMatchObject({
    type: 'IncumbentOwnerReported',
    data: { rep: 'fay.brook' },
  });

  const after = await readComparison();
  expect(after.compared - before.compared).toBe(2);
  expect(after.sameRep.agreeing - before.sameRep.agreeing).toBe(1);
  expect(after.confusions).toContainEqual({ baton: 'hal.moor', incumbent: 'fay.brook', leads: 1 });
  expect(after.complete).toBe(true);
});

it('starts a new lead for a returning person once it is live, and does not compare it', async () => {
  const person = aNewPerson({ product: 'single' });
  const observed = await postLead(person);
  await waitForDecision(observed);
  await setMode('live');
  const worked = await postLead({ ...person, message: 'Now for real' });
  expect(worked).not.toBe(observed);
  await waitForOwner(worked);
  await eventually(async () =>
    expect((await notificationsOf(worked)).map(({ data }) => data.to)).toContain('hal.moor'),
  );
  expect(await readLead(observed)).toMatchObject({ state: 'closed', outcome: 'shadow', reason: 'went_live' });
  expect(await notificationsOf(observed)).toEqual([]);
  expect(await postIncumbentOwners({ lead: worked, owner: 'hal.moor' })).toEqual(['not_in_shadow_mode']);
});
