import { randomUUID } from 'node:crypto';
import { describe, expect, inject, it } from 'vitest';
import { quarantineRoutes } from '../../shared/api/quarantine.ts';
import { eventually } from './eventually.ts';
import { call, readLead, readTimeline } from './http.ts';
import { aNewPerson, postUnreadable } from './leads.ts';

const { hookUrl, keys } = inject('deployed');

async function listQuarantined(key: string) {
  const reply = await call('GET', '/v1/quarantine?limit=100', { key });
  return quarantineRoutes.listQuarantine.replies[200].parse(reply.json());
}

async function readQuarantined(id: string, key: string) {
  return quarantineRoutes.getQuarantined.replies[200].parse(
    (await call('GET', `/v1/quarantine/${id}`, { key })).json(),
  );
}

function decide(id: string, decision: 'redrive' | 'dismiss', json: unknown) {
  return call('POST', `/v1/quarantine/${id}/${decision}`, { key: keys.admin, json });
}

describe('a delivery from which no lead can be created', () => {
  it('is listed, corrected and becomes one lead, even when redriven twice', async () => {
    const fields = aNewPerson();
    const body = JSON.stringify(fields);
    const id = await postUnreadable(body.slice(0, -1));
    const entry = await eventually(async () => {
      const found = (await listQuarantined(keys.manager)).deliveries.find((delivery) => delivery.id === id);
      expect(found).toMatchObject({ source: 'website', status: 'quarantined', owner: expect.any(String) });
      return found;
    });
    expect(Date.parse(entry?.dueAt ?? '')).toBeGreaterThan(Date.now());
    expect((await readQuarantined(id, keys.admin)).excerpt).toContain(fields.email);
    expect(await readQuarantined(id, keys.manager)).not.toHaveProperty('excerpt');

    expect((await decide(id, 'redrive', {})).json()).toMatchObject({ outcome: 'quarantined' });
    const corrected = { contentType: 'application/json', body };
    const both = await Promise.all([decide(id, 'redrive', corrected), decide(id, 'redrive', corrected)]);
    const ends = [...both, await decide(id, 'redrive', {})].map((reply) => reply.json() as { leads: string[] });
    const [lead] = ends[0]?.leads ?? [];
    for (const end of ends) expect(end).toEqual({ outcome: 'processed', leads: [lead] });
    expect((await readLead(lead ?? '')).person).toMatchObject({ email: fields.email });
    const received = (await readTimeline(lead ?? '')).filter(({ type }) =>
      ['LeadReceived', 'TouchpointAdded'].includes(type),
    );
    expect(received).toMatchObject([{ type: 'LeadReceived', data: { delivery: id } }]);
    expect(await readQuarantined(id, keys.admin)).toMatchObject({ status: 'done', leads: [lead], corrected: true });
    expect((await listQuarantined(keys.admin)).deliveries.map((delivery) => delivery.id)).not.toContain(id);
  });

  it('is dismissed with a reason and an author, and then leaves the list', async () => {
    const id = await postUnreadable(`nonsense ${randomUUID()}`);
    for (const reply of [
      await decide(id, 'dismiss', { reason: 'spam' }),
      await decide(id, 'dismiss', { reason: 'spam' }),
    ])
      expect([reply.status, reply.json()]).toEqual([200, { outcome: 'dismissed' }]);
    const { status, decisions } = await readQuarantined(id, keys.admin);
    expect([status, decisions]).toEqual([
      'dismissed',
      [{ decision: 'dismiss', by: expect.any(String), at: expect.any(String), reason: 'spam' }],
    ]);
    await eventually(async () =>
      expect((await listQuarantined(keys.admin)).deliveries.map((one) => one.id)).not.toContain(id),
    );
  });

  it('that is not in quarantine is not found', async () => {
    const reply = await call('GET', '/v1/quarantine/del_01K9D3R7V0000000000000000A', { key: keys.admin });
    expect(reply.status).toBe(404);
  });
});

it('the list shows a sender with a wrong secret', async () => {
  const headers = { authorization: 'Bearer whsec_bm90IHRoZSBzZWNyZXQ=' };
  expect((await call('POST', hookUrl, { json: aNewPerson(), headers })).status).toBe(401);
  expect((await listQuarantined(keys.manager)).refused).toContainEqual(expect.objectContaining({ source: 'website' }));
});
