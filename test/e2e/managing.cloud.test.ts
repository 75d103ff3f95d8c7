import { expect, inject, it } from 'vitest';
import { repRoutes } from '../../shared/api/reps.ts';
import { eventually } from './eventually.ts';
import { call, readLead, readLeadPage, readTimeline } from './http.ts';
import { aNewPerson, answerLead, postHook, postLead, Receipt, waitForOwner } from './leads.ts';
import { answerLinkOf, waitForOwnerNotification } from './notifications.ts';

const { keys } = inject('deployed');
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** Returns all ids of a list, read page by page. */
async function listAllIds(query: string, limit: number): Promise<readonly string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await readLeadPage(`${query}&limit=${limit}${cursor === undefined ? '' : `&cursor=${cursor}`}`);
    expect(page.leads.length).toBeLessThanOrEqual(limit);
    ids.push(...page.leads.map(({ id }) => id));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return ids;
}

it('lists leads by owner, team and state, page by page and oldest first', async () => {
  const posted = await postHook(Array.from({ length: 5 }, () => aNewPerson({ product: 'listed' })));
  const made = Receipt.parse(posted.json()).leads.map(({ id }) => id);
  await Promise.all(made.map((id) => waitForOwner(id)));
  for (const query of ['owner=lou.crane', 'team=listed', 'state=assigned']) {
    const whole = await listAllIds(query, 100);
    expect(whole.filter((id) => made.includes(id)).toSorted(), query).toEqual(made.toSorted());
    expect(await listAllIds(query, 2), `${query} by twos`).toEqual(whole);
  }
  const { leads } = await readLeadPage('team=listed&limit=100');
  const times = leads.map(({ receivedAt }) => receivedAt);
  expect(times).toEqual(times.toSorted());
  const strange = await call('GET', '/v1/leads?team=listed&cursor=abc', { key: keys.manager });
  expect([strange.status, strange.json()]).toEqual([
    422,
    expect.objectContaining({ errors: [expect.objectContaining({ in: 'query', field: '/cursor' })] }),
  ]);
});

it('keeps a lead waiting with an accountable person and a due date while its team is full, and assigns it when a slot is free', async () => {
  const first = await postLead(aNewPerson({ product: 'tight' }));
  await waitForOwner(first);
  const second = await postLead(aNewPerson({ product: 'tight' }));
  const waiting = await eventually(async () => {
    const lead = await readLead(second);
    expect(lead).toMatchObject({ state: 'waiting', because: 'all_full', team: 'tight', accountable: 'mara.quill' });
    return lead;
  });
  expect(Date.parse(waiting.dueAt ?? '')).toBeGreaterThan(Date.now());
  expect((await answerLead(first, { answer: 'converted', epoch: 1 })).status).toBe(200);
  expect(await waitForOwner(second)).toMatchObject({ owner: 'iva.dale', epoch: 1 });
  const held = await call('GET', '/v1/reps/iva.dale', { key: keys.manager });
  expect(repRoutes.getRep.replies[200].parse(held.json()).load.open).toBe(1);
  await answerLead(second, { answer: 'converted', epoch: 1 });
});

it('reassigns the leads of a rep who goes on leave, and assigns none to them while they are away', async () => {
  const id = await postLead(aNewPerson({ product: 'away' }));
  const { owner } = await waitForOwner(id);
  await waitForOwnerNotification(id);
  const other = owner === 'jon.fenn' ? 'kay.glen' : 'jon.fenn';
  const day = 24 * 3600_000;
  const leave = {
    from: new Date(Date.now() - 60_000).toISOString(),
    until: new Date(Date.now() + 3 * day).toISOString(),
  };
  const patched = await call('PATCH', `/v1/reps/${owner}/availability`, {
    key: keys.manager,
    json: { leaves: [leave] },
  });
  expect([patched.status, patched.json()]).toEqual([200, expect.objectContaining({ leaves: [leave] })]);
  expect(await waitForOwner(id, 2)).toMatchObject({ owner: other, previousHolders: [owner] });
  expect(await readTimeline(id)).toContainEqual(
    expect.objectContaining({ type: 'LeadReleased', data: expect.objectContaining({ rep: owner, because: 'leave' }) }),
  );
  const next = await postLead(aNewPerson({ product: 'away' }));
  expect(await waitForOwner(next)).toMatchObject({ owner: other });
  const back = await call('PATCH', `/v1/reps/${owner}/availability`, { key: keys.manager, json: { leaves: [] } });
  expect(back.json()).toMatchObject({ leaves: [], version: expect.any(Number) });
});

it('lets a manager reassign a lead: the old link expires, the new owner is notified, no turn is taken', async () => {
  const id = await postLead(aNewPerson({ product: 'moved' }));
  const { owner } = await waitForOwner(id);
  const old = await waitForOwnerNotification(id);
  const other = owner === 'lea.holm' ? 'max.ford' : 'lea.holm';
  const before = await call('GET', '/v1/teams/moved/ledger', { key: keys.manager });
  const moved = await call('PUT', `/v1/leads/${id}/assignment`, {
    key: keys.manager,
    json: { rep: other, epoch: 1, reason: 'knows_them' },
  });
  expect([moved.status, moved.json()]).toEqual([
    200,
    expect.objectContaining({ state: 'assigned', owner: other, epoch: 2, previousHolders: [owner], reassignments: 0 }),
  ]);
  expect((await readTimeline(id)).findLast(({ type }) => type === 'LeadAssigned')).toMatchObject({
    actor: { kind: 'person', id: 'mara.quill' },
    data: { rep: other, placedBy: 'person', because: 'knows_them', previous: owner },
  });
  expect((await call('POST', answerLinkOf(old, 'contacted'), { headers: FORM })).status).toBe(409);
  expect(await waitForOwnerNotification(id, 2)).toMatchObject({ data: { to: other } });
  expect((await call('GET', '/v1/teams/moved/ledger', { key: keys.manager })).text).toBe(before.text);
  const stale = { rep: owner, epoch: 1 };
  expect((await call('PUT', `/v1/leads/${id}/assignment`, { key: keys.manager, json: stale })).status).toBe(409);
});

it('creates, shows and replaces a rep, and activates plans', async () => {
  const rep = { name: 'Ned Vale', zone: 'Europe/Paris', teams: { nowhere: 1 }, holidayRegion: 'DE-BY' };
  const id = `ned.${crypto.randomUUID().slice(0, 8)}`;
  expect((await call('PUT', `/v1/reps/${id}`, { key: keys.admin, json: rep })).status).toBe(201);
  const again = await call('PUT', `/v1/reps/${id}`, { key: keys.admin, json: { ...rep, zone: 'Europe/Rome' } });
  expect([again.status, again.json()]).toEqual([200, expect.objectContaining({ id, zone: 'Europe/Rome', version: 2 })]);
  expect((await call('GET', `/v1/reps/${id}`, { key: keys.admin })).json()).toEqual(again.json());
  // In none of the manager's teams.
  expect((await call('GET', `/v1/reps/${id}`, { key: keys.manager })).status).toBe(403);

  const plans = (await call('GET', '/v1/plans', { key: keys.manager })).json() as {
    active: number;
    versions: object[];
  };
  expect(plans.versions).toContainEqual(
    expect.objectContaining({ version: plans.active, publishedAt: expect.any(String) }),
  );
  const active = await call('PUT', '/v1/plans/active', { key: keys.admin, json: { version: plans.active } });
  expect([active.status, active.json()]).toEqual([200, { version: plans.active }]);
});

it('serves its own OpenAPI description', async () => {
  const reply = await call('GET', '/openapi.json');
  expect(reply.json()).toMatchObject({ openapi: '3.1.1', paths: { '/v1/leads/{id}/answers': { post: {} } } });
});
