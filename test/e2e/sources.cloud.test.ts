import { randomUUID } from 'node:crypto';
import { expect, inject, it } from 'vitest';
import * as z from 'zod';
import { sourceRoutes } from '../../shared/api/sources.ts';
import { instantOf } from '../../shared/domain/instant.ts';
import { hubspotWorkflow } from '../../shared/sources/hubspot-workflow.ts';
import { typeform } from '../../shared/sources/typeform.ts';
import { fixtureText } from '../sources/read-kind.ts';
import { runBaton } from './baton-command.ts';
import { eventually } from './eventually.ts';
import { call, type HttpReply, readDecision, readLead } from './http.ts';
import { Receipt } from './leads.ts';

const { keys } = inject('deployed');

const Made = z.object({ hookUrl: z.string(), secret: z.string() });

/** Creates a source with the command, as its owner would. */
async function addSource(...args: readonly string[]): Promise<z.output<typeof Made>> {
  const [source] = z.array(Made).parse(JSON.parse(await runBaton('source', 'add', ...args, '--json')));
  if (!source) throw new Error('no source was made');
  return source;
}

/** Returns a vendor's body with a unique person and entry. */
function uniqueFixture(fixture: string): string {
  return fixtureText(fixture)
    .replaceAll(/[\w.]+@/g, `person.${randomUUID()}@`)
    .replace(/"token": "\w+"/, `"token": "${randomUUID()}"`);
}

async function leadOfReply(reply: HttpReply): Promise<Awaited<ReturnType<typeof readLead>>> {
  expect(reply.status, reply.text).toBe(202);
  const [lead] = Receipt.parse(reply.json()).leads;
  return readLead(lead?.id ?? '');
}

function deliverTypeform(url: string, secret: string, body: string): Promise<HttpReply> {
  const headers = {
    'content-type': 'application/json',
    ...typeform.sign(secret, { url, body, at: instantOf(Date.now()) }),
  };
  return call('POST', url, { body, headers });
}

async function readSource(id: string) {
  const reply = await call('GET', `/v1/sources/${id}`, { key: keys.manager });
  expect(reply.status, reply.text).toBe(200);
  return sourceRoutes.getSource.replies[200].parse(reply.json());
}

it('accepts what Typeform signs, and lists unmapped fields and unknown values', async () => {
  const fields = ['--field', 'ref-size=employees', '--field', 'topics=country'];
  const { hookUrl, secret } = await addSource('e2e-typeform', '--kind', 'typeform', ...fields);
  expect(hookUrl).toContain('/hooks/typeform/');
  const body = uniqueFixture('typeform-named');
  const lead = await leadOfReply(await deliverTypeform(hookUrl, secret, body));
  expect(lead).toMatchObject({
    source: 'e2e-typeform',
    submittedAt: '2026-11-20T08:23:49.000Z',
    person: { name: 'Nora Lind', phone: '+4930901820', answers: { Seats: '9007199254740993' } },
  });
  // The phone number suggests the country, since the form has no readable one; the decision says so too.
  await eventually(async () => {
    const found = await readLead(lead.id);
    expect(found).toMatchObject({ features: { country: 'DE', region: 'emea' }, guessedFields: ['country', 'region'] });
    expect((await readDecision(lead.id)).guessedFields).toEqual(['country', 'region']);
  });
  expect((await leadOfReply(await deliverTypeform(hookUrl, secret, body))).id).toBe(lead.id);
  expect((await deliverTypeform(hookUrl, secret, body.replace('Nora', 'Dora'))).status).toBe(202);
  expect((await deliverTypeform(hookUrl, 'another secret', body)).status).toBe(401);
  const bearer = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
  expect((await call('POST', hookUrl, { body, headers: bearer })).status).toBe(401);

  // A value from one person is only counted; a value from two is shown.
  expect((await deliverTypeform(hookUrl, secret, uniqueFixture('typeform-named'))).status).toBe(202);
  const source = await readSource('e2e-typeform');
  expect(source).toMatchObject({ version: 1, silent: false, lastDeliveryAt: expect.any(String) });
  expect(source.unmapped).toContainEqual(expect.objectContaining({ name: 'may_call', about: 'May we call you?' }));
  expect(source.unknown).toContainEqual(
    expect.objectContaining({ name: 'country', about: 'Routing, Reports, Prices', count: expect.any(Number) }),
  );
});

it('accepts both secrets during the overlap, then only the new one', async () => {
  const { hookUrl, secret } = await addSource('e2e-rotated', '--kind', 'typeform');
  const rotated = async (overlap: string) =>
    Made.parse(JSON.parse(await runBaton('source', 'rotate', 'e2e-rotated', '--overlap', overlap, '--json')));
  const next = await rotated('1h');
  expect(next.hookUrl).toBe(hookUrl);
  for (const one of [secret, next.secret])
    expect((await deliverTypeform(hookUrl, one, uniqueFixture('typeform-unnamed'))).status).toBe(202);

  const last = await rotated('0s');
  expect((await deliverTypeform(hookUrl, last.secret, uniqueFixture('typeform-named'))).status).toBe(202);
  // A process that has not seen the new secret caches the previous ones for a minute.
  for (const old of [secret, next.secret]) {
    await eventually(async () =>
      expect((await deliverTypeform(hookUrl, old, uniqueFixture('typeform-named'))).status).toBe(401),
    );
  }
});

it('accepts what a HubSpot workflow signs for the URL it calls, with its contact id', async () => {
  const clientSecret = randomUUID();
  const { hookUrl } = await addSource('e2e-hubspot', '--kind', 'hubspot-workflow', '--secret', clientSecret);
  const body = uniqueFixture('hubspot-versions');
  const deliver = (url: string, at = Date.now()) =>
    call('POST', hookUrl, {
      body,
      headers: {
        'content-type': 'application/json',
        ...hubspotWorkflow.sign(clientSecret, { url, body, at: instantOf(at) }),
      },
    });
  const lead = await leadOfReply(await deliver(hookUrl));
  expect(lead).toMatchObject({
    source: 'e2e-hubspot',
    externalIds: ['hubspot:9007199254740993'],
    person: { firstName: 'Ida', lastName: 'Storm', jobTitle: 'Head of Sales' },
  });
  const another = runBaton('source', 'add', 'e2e-hubspot', '--kind', 'hubspot-workflow', '--secret', 'another');
  await expect(another).rejects.toThrow('baton source rotate');
  expect((await deliver(`${hookUrl}2`)).status).toBe(401);
  expect((await deliver(hookUrl, Date.now() - 6 * 60_000)).status).toBe(401);
});

it('changes, tests, pauses and lists sources with the command', async () => {
  const { hookUrl, secret } = await addSource('e2e-form', '--touch', 'content', '--field', 'q1=product');
  expect(await runBaton('source', 'test', 'e2e-form')).toMatch(
    /The hook answered 202\nTest lead: lead_\w+\nUnderstood:/,
  );
  const changed = await runBaton('source', 'add', 'e2e-form', '--touch', 'webinar', '--silent-after', '1h');
  expect(changed).toContain('Source e2e-form: changed (version 2)');
  expect(changed).not.toContain(secret);

  await runBaton('source', 'pause', 'e2e-form');
  const headers = { authorization: `Bearer ${secret}` };
  // A process that has not seen the pause keeps the definition for a moment.
  await eventually(async () => {
    const kept = await call('POST', hookUrl, { json: { email: 'pia.wald@waldhaus.example' }, headers });
    expect([kept.status, Receipt.parse(kept.json()).leads]).toEqual([202, []]);
  });
  await runBaton('source', 'resume', 'e2e-form');

  const { versions, touch, silentSeconds } = await readSource('e2e-form');
  expect([touch, silentSeconds, versions.map(({ version }) => version)]).toEqual(['webinar', 3600, [4, 3, 2, 1]]);
  const reply = await call('GET', '/v1/sources', { key: keys.admin });
  const { sources } = sourceRoutes.listSources.replies[200].parse(reply.json());
  expect(sources.map(({ id }) => id)).toEqual(expect.arrayContaining(['e2e-form', 'website']));
  expect(reply.text).not.toContain(secret);
  expect(await runBaton('source', 'list')).toMatch(/e2e-form +generic +4/);
});
