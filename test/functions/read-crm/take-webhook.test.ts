import { beforeEach, expect, it } from 'vitest';
import type { AfterWebhook } from '../../../functions/read-crm/calls.ts';
import { WebhookTaker } from '../../../functions/read-crm/take-webhook.ts';
import { addSeconds, millisecondsOf } from '../../../shared/domain/instant.ts';
import { signForHubSpot } from '../../../shared/runtime/auth/hubspot-signature.ts';
import { anHttpEvent } from '../../support/http-event.ts';
import { aRecordingRuntime } from '../../support/recorded-runtime.ts';

const NOW = '2026-11-23T09:00:00.000Z';
const SECRET = 'client-secret';
const URI = 'https://leads.acme.example/crm/hubspot';
const BODY = '[{"subscriptionType":"object.creation","objectId":90001}]';

let started: number;
let works: AfterWebhook[];
let readSecret: boolean[];
let runtime: ReturnType<typeof aRecordingRuntime>;
let taker: WebhookTaker;
beforeEach(() => {
  started = 0;
  works = [];
  readSecret = [];
  runtime = aRecordingRuntime();
  taker = new WebhookTaker({
    apiUrl: 'https://leads.acme.example',
    secrets: async (fresh) => {
      readSecret.push(fresh);
      return fresh ? [SECRET] : ['former'];
    },
  });
});

interface Sent {
  readonly afterSeconds?: number;
  readonly method?: string;
  readonly body?: string | Uint8Array;
  readonly secret?: string;
  readonly uri?: string;
  readonly headers?: Record<string, string>;
  readonly start?: () => Promise<void>;
}

/** Posts as HubSpot does. */
function post({
  afterSeconds = 0,
  method = 'POST',
  body = BODY,
  secret = SECRET,
  uri = URI,
  headers,
  start,
}: Sent = {}) {
  const now = addSeconds(NOW, afterSeconds);
  const timestamp = String(millisecondsOf(now));
  const signed = {
    'x-hubspot-signature-v3': signForHubSpot(secret, { method: 'POST', uri, body }, timestamp),
    'x-hubspot-request-timestamp': timestamp,
  };
  const event = anHttpEvent({ method, path: '/crm/hubspot', body, headers: headers ?? signed });
  const call = { event, now, requestId: 'req-1', log: runtime.log };
  const note = async (work: AfterWebhook) => {
    works.push(work);
    started++;
  };
  return taker.take(call, start ?? note);
}

it('reads at once when HubSpot says that something was changed, at either address of the API', async () => {
  expect(await post()).toEqual({ statusCode: 202 });
  expect(started).toBe(1);
  expect(await post({ uri: 'https://api.example.com/crm/hubspot', afterSeconds: 60 })).toEqual({ statusCode: 202 });
  expect(started).toBe(2);
});

it('verifies the raw bytes, and does not mind what they say', async () => {
  expect(await post({ body: Buffer.from([0xff, 0x00]) })).toEqual({ statusCode: 202 });
  expect(started).toBe(1);
});

it('reads once in ten seconds at most', async () => {
  for (const afterSeconds of [0, 1, 9.999]) await post({ afterSeconds });
  expect(started).toBe(1);
  await post({ afterSeconds: 10 });
  expect(started).toBe(2);
});

it('refuses what HubSpot did not sign, with a problem that says what was expected', async () => {
  for (const sent of [{ secret: 'another' }, { headers: {} }, { uri: 'https://evil.example/crm/hubspot' }]) {
    const { statusCode, body = '' } = await post(sent);
    expect(statusCode).toBe(401);
    expect(JSON.parse(body)).toMatchObject({ detail: expect.stringContaining('signed by HubSpot') });
  }
  expect(started).toBe(0);
  expect(runtime.lines.map(({ code }) => code)).toEqual(new Array(3).fill('crm_webhook_refused'));
});

it('does not look at the secret for an unsigned call, and reads it again before it refuses one', async () => {
  await post({ headers: {} });
  expect(readSecret).toEqual([]);
  await post();
  expect(readSecret).toEqual([false, true]);
});

it('refuses other methods, and bodies that are too large', async () => {
  expect(await post({ method: 'GET' })).toMatchObject({ statusCode: 405, headers: { allow: 'POST' } });
  expect((await post({ body: 'x'.repeat(256 * 1024 + 1) })).statusCode).toBe(413);
  expect(started).toBe(0);
});

it('accepts the call though no reading can be started, and starts one with the next call', async () => {
  const fail = () => Promise.reject(new Error('throttled'));
  expect(await post({ start: fail })).toEqual({ statusCode: 202 });
  expect(runtime.lines).toMatchObject([{ code: 'crm_reading_not_started' }]);
  await post({ afterSeconds: 1 });
  expect(started).toBe(1);
});

it('has contacts, deals and companies that were deleted looked at, even while nothing is read', async () => {
  const body = JSON.stringify([
    { subscriptionType: 'contact.deletion', objectId: 901 },
    { subscriptionType: 'object.deletion', objectTypeId: '0-1', objectId: 902 },
    { subscriptionType: 'deal.deletion', objectId: 501 },
    { subscriptionType: 'company.deletion', objectId: 301 },
  ]);
  await post();
  await post({ body, afterSeconds: 1 });
  await post({ body, afterSeconds: 60 });
  expect(works).toEqual([
    { task: 'after_webhook', read: true, deleted: [], deletedDeals: [], deletedCompanies: [] },
    { task: 'after_webhook', read: false, deleted: ['901', '902'], deletedDeals: ['501'], deletedCompanies: ['301'] },
    { task: 'after_webhook', read: true, deleted: ['901', '902'], deletedDeals: ['501'], deletedCompanies: ['301'] },
  ]);
});
