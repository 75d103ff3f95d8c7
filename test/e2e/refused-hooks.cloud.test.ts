import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, inject, it } from 'vitest';
import { call, readLead } from './http.ts';
import { aNewPerson, postHook, postLead, Receipt } from './leads.ts';
import { expectNoLeak, expectProblem, forEachConcurrently, INVALID_VALUE_MARK } from './problems.ts';

const { apiUrl, hookUrl, hookSecret, keys } = inject('deployed');
const BEARER = { authorization: `Bearer ${hookSecret}` };
const MIB = 1024 * 1024;

/** Sends a path unmodified; `fetch` would normalize it. @returns the status */
function statusOf(method: string, path: string): Promise<number> {
  const { hostname, port, pathname } = new URL(apiUrl);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, method, path: `${pathname}${path}` }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode ?? 0));
    });
    sent.on('error', reject);
    sent.end();
  });
}

describe('nothing under /hooks answers 404 or 410, which would make senders stop permanently', () => {
  const key = hookUrl.split('/').at(-1) ?? '';
  const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
  const PATHS = [
    '/hooks',
    '/hooks/',
    '/hooks//',
    '/hooks/generic',
    `/hooks/generic/${key}/more`,
    `/hooks/typeform/${key}`,
    `/hooks/generic/${key}%00`,
    '/hooks/generic/%ZZ',
    '/hooks/../hooks/x',
    '/hooks/%2e%2e/v1/leads',
    `/hooks/${'deep/'.repeat(60)}`,
    `/hooks/${'long'.repeat(1500)}`,
    '/hooks/generic/key?touch=a&touch=b&=%ZZ',
    '/hooks/%F0%9F%A6%93',
  ];

  it.each(METHODS)('whatever the path, by %s', async (method) => {
    await forEachConcurrently(PATHS, async (path) => {
      expect([404, 410], `${method} ${path}`).not.toContain(await statusOf(method, path));
    });
  });

  it('whatever the path suffix', async () => {
    const segment = fc.string({ unit: fc.constantFrom(...'abz09-_.~!$&()*+,;=:@%/'), maxLength: 40 });
    const tried = fc.sample(fc.tuple(fc.constantFrom(...METHODS), segment), { numRuns: 60, seed: 7 });
    await forEachConcurrently(tried, async ([method, path]) => {
      expect([404, 410], `${method} /hooks/${path}`).not.toContain(await statusOf(method, `/hooks/${path}`));
    });
  });
});

describe('the hook refuses', () => {
  it('other methods, and names the allowed one', async () => {
    for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
      const reply = await call(method, hookUrl, { headers: BEARER });
      expectProblem(reply, 'method-not-allowed', method);
      expect(reply.headers.get('allow')).toBe('POST');
    }
  });

  it.each<[string, string, Record<string, string>]>([
    ['an unknown URL', `${apiUrl}/hooks/generic/${INVALID_VALUE_MARK}-000000`, BEARER],
    ['another kind of sender', hookUrl.replace('/generic/', '/typeform/'), BEARER],
    ['no secret', hookUrl, {}],
    ['a wrong secret', hookUrl, { authorization: `Bearer ${INVALID_VALUE_MARK}` }],
    ['an API key instead of the secret', hookUrl, { authorization: `Bearer ${keys.admin}` }],
    ['an empty signature', hookUrl, signature('v1,', INVALID_VALUE_MARK)],
    ['a signature without its time', hookUrl, signature('v1,AAAA', '')],
  ])('%s', async (about, url, headers) => {
    expectProblem(await call('POST', url, { json: { name: INVALID_VALUE_MARK }, headers }), 'unauthorized', about);
  });

  // The AWS gateway itself refuses bodies above 10 MB; the local cloud forwards them.
  it.each([MIB + 1, 4 * MIB, 6 * MIB])('%i bytes', async (bytes) => {
    for (const type of ['application/json', 'application/octet-stream']) {
      const headers = { ...BEARER, 'content-type': type };
      expectProblem(await call('POST', hookUrl, { body: 'x'.repeat(bytes), headers }), 'too-large', type);
    }
  });
});

function signature(given: string, timestamp: string): Record<string, string> {
  return { 'webhook-id': 'msg_1', 'webhook-timestamp': timestamp, 'webhook-signature': given };
}

describe('the hook stores', () => {
  it('a lead with a far too long message, truncated to the limit', async () => {
    const id = await postLead({ ...aNewPerson(), message: 'a'.repeat(350 * 1024) });
    const { person } = await readLead(id);
    expect(person?.name).toBe('Nora Lind');
    expect(person?.answers.message).toHaveLength(10_000);
  });

  it('a body of exactly one MiB', async () => {
    const start = JSON.stringify({ ...aNewPerson(), message: '' }).slice(0, -2);
    const body = `${start}${'a'.repeat(MIB - start.length - 2)}"}`;
    const headers = { ...BEARER, 'content-type': 'application/json' };
    const reply = await call('POST', hookUrl, { body, headers });
    expect([reply.status, Receipt.parse(reply.json()).leads.length]).toEqual([202, 1]);
  });

  const text = JSON.stringify({ name: INVALID_VALUE_MARK });
  const many = JSON.stringify(Array.from({ length: 501 }, () => ({ name: INVALID_VALUE_MARK })));
  it.each<[string, string, Buffer | string, string]>([
    ['nothing at all', 'application/json', '', 'empty_body'],
    ['half a lead', 'application/json', text.slice(0, -1), 'invalid_json'],
    ['a number', 'application/json', '7', 'not_an_object'],
    ['more leads than a body may have', 'application/json', many, 'too_many_leads'],
    ['a compressed body', 'application/json', gzipSync(text), 'invalid_json'],
    ['bytes that are not text', 'application/octet-stream', Buffer.from('{"name":"\xff"}', 'latin1'), 'invalid_text'],
    ['a picture', 'image/png', Buffer.from([137, 80, 78, 71]), 'unsupported_content_type'],
    ['XML', 'application/xml', `<lead>${INVALID_VALUE_MARK}</lead>`, 'unsupported_content_type'],
    ['an unknown charset', 'application/json; charset=zebra', text, 'unknown_charset'],
    ['multipart without a boundary', 'multipart/form-data', text, 'invalid_form'],
  ])('%s, and says that a person will review it', async (about, type, body, problem) => {
    const headers = {
      ...BEARER,
      'content-type': type,
      ...(about.includes('compressed') ? { 'content-encoding': 'gzip' } : {}),
    };
    const reply = await call('POST', hookUrl, { body, headers });
    expect(reply.status, reply.text).toBe(202);
    expect(Receipt.parse(reply.json())).toMatchObject({ delivery: expect.stringMatching(/^del_/), leads: [], problem });
    expectNoLeak(reply, about);
  });

  it('each unreadable body separately, and never creates a lead from it', async () => {
    const [first, second] = [await postHook(7), await postHook(7)].map((reply) => Receipt.parse(reply.json()));
    expect(first?.delivery).not.toBe(second?.delivery);
  });
});
