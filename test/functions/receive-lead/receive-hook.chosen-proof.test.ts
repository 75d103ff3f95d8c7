import { describe, expect, it } from 'vitest';
import { receiveHook } from '../../../functions/receive-lead/receive-hook.ts';
import { createInMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { InMemoryRateLimiter } from '../../../shared/adapters/in-memory/in-memory-rate-limiter.ts';
import { MAX_UNPROVEN_PER_MINUTE } from '../../../shared/domain/sources/sender-proof-mode.ts';
import type { Source } from '../../../shared/ports/source-store.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { anHttpEvent } from '../../support/http-event.ts';

const SECRET = 'whsec_a+b/c9QhT3Zz0m==';
const KEY = 'a-key-long-enough';

async function aHook(proof: Source['proof']) {
  const deps = createInMemoryDeps();
  const made = { version: 1, createdAt: MONDAY, changedAt: MONDAY, changedBy: 'kim' };
  await deps.sources.save({ id: 'website', kind: 'generic', key: KEY, touch: 'demo_request', proof, ...made });
  const rates = new InMemoryRateLimiter();
  const quiet = () => undefined;
  const send = (body: string, options: { query?: string; contentType?: string; bearer?: string } = {}) => {
    const { bearer } = options;
    const headers = {
      'content-type': options.contentType ?? 'application/json',
      ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
    };
    const event = {
      ...anHttpEvent({ method: 'POST', path: `/hooks/generic/${KEY}`, body, headers }),
      rawQueryString: options.query ?? '',
    };
    const call = { event, now: MONDAY, requestId: 'req-1', log: { warn: quiet, debug: quiet, error: quiet } };
    const hook = { ...deps, rates, sourceSecrets: async () => [SECRET], apiUrl: 'https://api.example.com' };
    return receiveHook(call as never, { add: quiet } as never, hook);
  };
  return { send, deps };
}

const lead = (more: object = {}) => JSON.stringify({ email: 'ada@acme.example', ...more });

describe('a secret in the query', () => {
  it.each([
    [`secret=${encodeURIComponent(SECRET)}`, 202],
    [`a=1&secret=${SECRET}`, 202],
    ['secret=another', 401],
    ['secret=', 401],
    [`other=${encodeURIComponent(SECRET)}`, 401],
    ['', 401],
  ])('%s gives %s', async (query, status) => {
    const { send } = await aHook({ by: 'query', name: 'secret' });
    expect((await send(lead(), { query })).statusCode).toBe(status);
  });

  it('counts only where it was chosen', async () => {
    const { send } = await aHook(undefined);
    expect(
      (await send(lead({ google_key: SECRET }), { query: `secret=${encodeURIComponent(SECRET)}` })).statusCode,
    ).toBe(401);
  });
});

it('leaves the body whole when another proof counts and the field of that name is the sender’s own', async () => {
  const { send, deps } = await aHook({ by: 'field', name: 'google_key' });
  const body = lead({ google_key: 'a', city: 'Ankara' });
  expect((await send(body, { bearer: SECRET })).statusCode).toBe(202);
  expect([...deps.world.deliveries.values()].map((stored) => Buffer.from(stored.body).toString())).toEqual([body]);
});

describe('a secret in the body', () => {
  const form = 'application/x-www-form-urlencoded';
  it.each([
    ['JSON', lead({ google_key: SECRET }), 'application/json'],
    ['JSON as PHP writes it', lead({ google_key: SECRET }).replaceAll('/', '\\/'), 'application/json'],
    ['JSON in ASCII', lead({ google_key: SECRET }).replaceAll('+', '\\u002B'), 'application/json'],
    ['a form', new URLSearchParams({ email: 'ada@acme.example', google_key: SECRET }).toString(), form],
    [
      'a multipart form',
      `--cut\r\nContent-Disposition: form-data; name="google_key"\r\n\r\n${SECRET}\r\n--cut\r\nContent-Disposition: form-data; name="email"\r\n\r\nada@acme.example\r\n--cut--\r\n`,
      'multipart/form-data; boundary=cut',
    ],
  ])('as %s is believed, and stored nowhere', async (_, body, contentType) => {
    const { send, deps } = await aHook({ by: 'field', name: 'google_key' });
    const { statusCode, body: answer } = await send(body, { contentType });
    expect(statusCode).toBe(202);
    const { delivery, leads } = JSON.parse(String(answer));
    const stored = Buffer.from((await deps.deliveries.load(delivery))?.body ?? []).toString();
    expect(stored).toContain('[redacted]');
    expect(stored).not.toMatch(/c9QhT3Zz0m/);
    const person = await deps.leads.person(leads[0].id);
    expect(person).toEqual({ email: 'ada@acme.example', answers: {} });
  });

  it('that is wrong is refused, and not kept in the sample either', async () => {
    const { send, deps } = await aHook({ by: 'field', name: 'google_key' });
    expect((await send(lead({ google_key: 'a-former-secret' }))).statusCode).toBe(401);
    const [sample] = await deps.deliveries.refused('website');
    expect(Buffer.from(sample?.body ?? []).toString()).not.toContain('former');
  });
});

describe('the address alone', () => {
  it('is believed up to a limit, and an empty probe is not', async () => {
    const { send } = await aHook({ by: 'address' });
    expect((await send('')).statusCode).toBe(401);
    const statuses = new Set<number | undefined>();
    for (let at = 0; at < MAX_UNPROVEN_PER_MINUTE; at += 1)
      statuses.add((await send(lead({ email: `p${at}@acme.example` }))).statusCode);
    expect([...statuses]).toEqual([202]);
    const refused = await send(lead());
    expect(refused.statusCode).toBe(429);
    expect(refused.headers).toMatchObject({ 'retry-after': '60' });
  });
});
