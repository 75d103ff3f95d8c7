import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { describe, expect, inject, it } from 'vitest';
import { eventually } from './eventually.ts';
import { call, readLead, readTimeline } from './http.ts';
import { aNewPerson, postHook, postLead, Receipt } from './leads.ts';

const { hookUrl, hookSecret, keys } = inject('deployed');

/**
 * Returns the headers of a sender that signs as https://www.standardwebhooks.com specifies, using that project's own
 * library.
 */
function signed(body: string, id = `msg_${randomUUID()}`, at = new Date()): Record<string, string> {
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(hookSecret).sign(id, at, body),
  };
}

async function personOf(id: string) {
  return (await readLead(id)).person;
}

describe('the hook', () => {
  it('accepts a signed body', async () => {
    const fields = aNewPerson();
    const body = JSON.stringify(fields);
    const reply = await call('POST', hookUrl, { body, headers: signed(body) });
    expect(reply).toMatchObject({ status: 202, type: 'application/json' });
    const [lead] = Receipt.parse(reply.json()).leads;
    expect(await personOf(lead?.id ?? '')).toMatchObject({ email: fields.email });
  });

  it('refuses a signature of a different body, and an expired one', async () => {
    const body = JSON.stringify(aNewPerson());
    const headers = signed(body);
    expect((await call('POST', hookUrl, { body: body.replace('Nora', 'Dora'), headers })).status).toBe(401);
    const old = signed(body, 'msg_old', new Date(Date.now() - 6 * 60_000));
    expect((await call('POST', hookUrl, { body, headers: old })).status).toBe(401);
  });

  it('accepts forms, urlencoded and multipart', async () => {
    const fields = aNewPerson({ comment: 'Grüße & küsse' });
    const bearer = { authorization: `Bearer ${hookSecret}` };
    const urlencoded = await call('POST', hookUrl, { body: new URLSearchParams(fields), headers: bearer });
    const form = new FormData();
    const others = aNewPerson({ comment: 'Grüße & küsse' });
    for (const [name, value] of Object.entries(others)) form.set(name, value);
    const multipart = await call('POST', hookUrl, { body: form, headers: bearer });
    for (const [reply, { email }] of [
      [urlencoded, fields],
      [multipart, others],
    ] as const) {
      expect(reply.status).toBe(202);
      const [lead] = Receipt.parse(reply.json()).leads;
      expect(await personOf(lead?.id ?? '')).toMatchObject({ email, answers: { comment: 'Grüße & küsse' } });
    }
  });

  it('creates a lead from each list entry, and none from entries that are not leads', async () => {
    const people = [aNewPerson(), aNewPerson()];
    const reply = await postHook([people[0], 7, people[1]]);
    expect(reply.status).toBe(202);
    const { leads } = Receipt.parse(reply.json());
    const emails = await Promise.all(leads.map(async ({ id }) => (await personOf(id))?.email));
    expect(emails).toEqual(people.map(({ email }) => email));
  });

  it('deduplicates a submission by its id, by its delivery, and by its content', async () => {
    const withId = aNewPerson({ submission_id: randomUUID() });
    expect(await postLead({ ...withId, comment: 'second try' })).toBe(await postLead(withId));

    const body = JSON.stringify(aNewPerson());
    const id = `msg_${randomUUID()}`;
    const sent = [];
    for (const again of [body, body.replace('Nora', 'Dora')]) {
      sent.push(await call('POST', hookUrl, { body: again, headers: signed(again, id) }));
    }
    const [first, second] = sent.map((reply) => Receipt.parse(reply.json()));
    expect(second?.leads).toEqual(first?.leads);

    const plain = aNewPerson();
    const lead = await postLead(plain);
    expect(await postLead(plain)).toBe(lead);
    expect((await readTimeline(lead)).filter(({ type }) => type === 'TouchpointAdded')).toEqual([]);
  });

  it('creates one lead when the same submission arrives five times concurrently', async () => {
    const fields = aNewPerson();
    const ids = await Promise.all(Array.from({ length: 5 }, () => postLead(fields)));
    expect(new Set(ids).size).toBe(1);
    expect((await readTimeline(ids[0] ?? '')).filter(({ type }) => type === 'TouchpointAdded')).toEqual([]);
  });

  it('merges another submission of the same person into the open lead', async () => {
    const fields = aNewPerson({ touch: 'content' });
    const lead = await postLead(fields);
    await eventually(async () => expect((await readLead(lead)).score).toBeDefined());
    expect(await postLead({ ...fields, touch: 'pricing-page', phone: '+49 30 901820' })).toBe(lead);
    const merged = await readLead(lead);
    expect(merged.touchpoints.map(({ touch }) => touch)).toEqual(['content', 'pricing_page']);
    expect(merged).toMatchObject({
      score: 15,
      person: { name: 'Nora Lind', phone: expect.stringContaining('901820') },
    });
    expect(await readTimeline(lead)).toContainEqual(
      expect.objectContaining({ type: 'TouchpointAdded', data: expect.objectContaining({ touch: 'pricing_page' }) }),
    );
  });
});

describe('POST /v1/leads', () => {
  it('creates, deduplicates and merges, and reports which', async () => {
    const fields = { comment: 'by a program' };
    const body = { ...aNewPerson(), source: 'crm', touch: 'demo_request', submissionId: randomUUID(), fields };
    const made = await call('POST', '/v1/leads', { key: keys.manager, json: body });
    expect(made).toMatchObject({ status: 201 });
    const { id } = made.json() as { id: string };
    expect(made.json()).toEqual({ id, outcome: 'created' });
    const again = await call('POST', '/v1/leads', { key: keys.manager, json: body });
    expect([again.status, again.json()]).toEqual([200, { id, outcome: 'duplicate' }]);
    const later = { ...body, submissionId: randomUUID(), touch: 'pricing_page' };
    const merged = await call('POST', '/v1/leads', { key: keys.manager, json: later });
    expect([merged.status, merged.json()]).toEqual([200, { id, outcome: 'merged' }]);
    expect(await readLead(id)).toMatchObject({ source: 'crm', person: { email: body.email, answers: fields } });
  });
});
