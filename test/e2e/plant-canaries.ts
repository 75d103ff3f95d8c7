import { expect, inject } from 'vitest';
import { Canaries } from './canaries.ts';
import { eventually } from './eventually.ts';
import { call, readLead } from './http.ts';
import { answerLead, postLead, waitForOwner } from './leads.ts';
import { REFUSE_MARKER } from './notification-listener.ts';
import { answerLinkOf, notificationsOf, waitForOwnerNotification } from './notifications.ts';
import type { Trace } from './traces.ts';

const { apiUrl, hookUrl, hookSecret, keys } = inject('deployed');
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const canaries = new Canaries();
const w = (kind: string) => canaries.word(kind);
const refusals: Trace[] = [];

/** What was planted: the words, the resulting leads, and every response to a refused request. */
export interface PlantedCanaries {
  readonly canaries: Canaries;
  readonly leads: readonly string[];
  readonly refusals: readonly Trace[];
}

/** Returns a fictional person, every word of whom is a canary. */
function aCanaryPerson(more: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    email: `${w('mail')}@${w('domain')}.example`,
    first_name: w('first name'),
    last_name: w('last name'),
    name: `${w('first name')} ${w('last name')}`,
    phone: canaries.phone(),
    company: `${w('company')} AG`,
    job_title: `Chief ${w('title')} Officer`,
    city: w('city'),
    website: `https://${w('website')}.example`,
    message: `please call me, I am ${w('message')}`,
    shoe_size: w('unmapped field'),
    [w('field name')]: 'yes',
    product: 'secret',
    ...more,
  };
}

/** Posts something that is refused or quarantined, and keeps the response. */
async function postRefused(
  about: string,
  method: string,
  path: string,
  options: Parameters<typeof call>[2],
): Promise<void> {
  const reply = await call(method, path, options);
  expect(reply.status === 202 || reply.status >= 400, `${about}: ${reply.status}`).toBe(true);
  refusals.push({ where: about, text: `${reply.text} ${JSON.stringify([...reply.headers])}` });
}

async function postAllRefused(lead: string): Promise<void> {
  const bearer = { authorization: `Bearer ${hookSecret}` };
  const json = { ...bearer, 'content-type': 'application/json' };
  const half = JSON.stringify(aCanaryPerson({ note: w('set aside') })).slice(0, -1);
  const key = keys.admin;
  const inBody = (name: string) => ({ key, json: { ...aCanaryPerson(), [name]: w('name') } });
  await postRefused('half a body', 'POST', hookUrl, { body: half, headers: json });
  await postRefused('XML', 'POST', hookUrl, { body: half, headers: { ...bearer, 'content-type': 'application/xml' } });
  await postRefused('strange charset', 'POST', hookUrl, {
    body: half,
    headers: { ...bearer, 'content-type': `text/plain; charset=${w('charset')}` },
  });
  await postRefused('wrong secret', 'POST', hookUrl, {
    json: aCanaryPerson(),
    headers: { authorization: `Bearer ${w('bearer')}` },
  });
  await postRefused('wrong address', 'POST', `${apiUrl}/hooks/generic/${w('address')}?email=${w('query')}`, {
    json: aCanaryPerson(),
  });
  await postRefused('unknown fields', 'POST', '/v1/leads', inBody('nickname'));
  await postRefused('a name for a field', 'POST', '/v1/leads', {
    key,
    json: { email: 7, [`${w('field')} of ${w('name')}`]: 1 },
  });
  await postRefused('half a lead', 'POST', '/v1/leads', {
    key,
    body: half,
    headers: { 'content-type': 'application/json' },
  });
  await postRefused('wrong kinds', 'POST', '/v1/leads', {
    key,
    json: { email: w('mail'), name: [w('name')], fields: { [`${w('x')} ${w('y')}`]: {} } },
  });
  await postRefused('a person for a lead', 'GET', `/v1/leads/${w('path')}?email=${w('query')}`, { key });
  await postRefused('a person for a key', 'GET', `/v1/leads/${lead}`, { key: `bk_local_${w('bearer')}` });
  await postRefused('a person for a cursor', 'GET', `/v1/leads?team=secret&cursor=${w('cursor')}`, { key });
  await postRefused('a sentence for a reason', 'POST', `/v1/leads/${lead}/answers`, {
    key,
    json: { answer: 'disqualified', epoch: 1, reason: `${w('reason')} said no` },
  });
  await postRefused('a person for a rep', 'PUT', `/v1/leads/${lead}/assignment`, {
    key,
    json: { rep: `${w('name')} ${w('last name')}`, epoch: 1 },
  });
  await postRefused('a rep without a zone', 'PUT', '/v1/reps/ola.spring', {
    key,
    json: { name: w('rep name'), zone: w('zone') },
  });
  await postRefused('a link that is none', 'POST', `/answers/${w('token')}.${w('token')}`, {
    body: `reason=${w('reason')}`,
    headers: FORM,
  });
}

/** Sends canaries through every input: accepted, merged, answered, refused and quarantined. */
export async function plantCanaries(): Promise<PlantedCanaries> {
  const headers = {
    'user-agent': w('agent'),
    referer: `https://${w('referer')}.example`,
    'x-forwarded-for': w('address'),
    cookie: w('cookie'),
  };
  const first = await postLead(aCanaryPerson({ submission_id: w('submission') }), headers);
  const { epoch } = await waitForOwner(first);
  const notice = await waitForOwnerNotification(first);
  const second = await postLead(
    aCanaryPerson({ message: `again, ${w('second message')}`, city: w('second city') }),
    headers,
  );
  expect(second).toBe(first);
  const byApi = await call('POST', '/v1/leads', {
    key: keys.manager,
    json: {
      email: `${w('other mail')}@${w('other domain')}.example`,
      name: w('other name'),
      jobTitle: `Head of ${w('other title')}`,
      fields: { product: 'secret', remark: w('remark') },
    },
  });
  expect(byApi.status).toBe(201);
  const third = (byApi.json() as { id: string }).id;
  await waitForOwnerNotification(third);
  const large = await postLead({ email: `${w('large mail')}@lindwerk.example`, message: w('large').repeat(20_000) });
  const untold = await postLead(aCanaryPerson({ email: `${w('untold')}@lindwerk.example`, message: REFUSE_MARKER }));

  await postAllRefused(first);
  const form = { reason: `${w('reason')} says no`, until: w('day'), how: w('how') };
  await postRefused('a form', 'POST', answerLinkOf(notice, 'disqualified'), {
    body: String(new URLSearchParams(form)),
    headers: FORM,
  });
  const free = { how: `spoke to ${w('how')}` };
  const link = answerLinkOf(notice, 'contacted');
  expect((await call('POST', link, { body: String(new URLSearchParams(free)), headers: FORM })).status).toBe(200);
  expect((await answerLead(third, { answer: 'converted', epoch, amount: 7, opportunity: 'opp-7' })).status).toBe(200);
  await call('PUT', '/v1/reps/ola.spring', { key: keys.admin, json: { name: w('rep name'), zone: 'Europe/Oslo' } });
  const yaml = `plan: p\nowner: ${w('owner')} of the plan\nchange: {why: ${w('why')}}\n`;
  await call('POST', '/v1/plans', { key: keys.admin, json: { yaml } });
  await waitForOwner(untold);
  // The receiver got it and refused it, so notify-rep has started to handle the refusal.
  await eventually(async () => expect(await notificationsOf(untold)).not.toEqual([]));
  await eventually(async () => expect((await readLead(large)).state).toBe('waiting'));
  return { canaries, leads: [first, third, large, untold], refusals };
}
