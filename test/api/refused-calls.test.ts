import { describe, expect, it } from 'vitest';
import { callSampleRoute } from '../runtime/sample-routes.ts';
import { CALLERS } from '../support/http-event.ts';

describe('refused calls', () => {
  const json = { 'content-type': 'application/json' };
  const huge = JSON.stringify({ size: 1, label: 'x'.repeat(100) });
  it.each([
    ['nobody', { principal: undefined, json: { size: 1 } }, 401, '/problems/unauthorized'],
    [
      'a caller whom the authorizer refused',
      { principal: { keyId: '', role: '', repId: '' }, json: { size: 1 } },
      401,
      '/problems/unauthorized',
    ],
    ['a role without permission', { principal: CALLERS.rep, json: { size: 1 } }, 403, '/problems/forbidden'],
    ['an unknown path', { path: '/v1/nothing' }, 404, '/problems/not-found'],
    ['a path under /hooks that reaches no hook', { path: '/hooks/' }, 401, '/problems/unauthorized'],
    ['a path that only starts like one', { path: '/hookshop' }, 404, '/problems/not-found'],
    ['an unsupported method', { method: 'DELETE' }, 405, '/problems/method-not-allowed'],
    ['a body that is too large', { body: huge }, 413, '/problems/too-large'],
    ['a body that is too large, in base64', { body: Buffer.from(huge) }, 413, '/problems/too-large'],
    [
      'another content type',
      { headers: { 'content-type': 'text/plain' }, json: {} },
      415,
      '/problems/wrong-content-type',
    ],
    ['no content type', { headers: {}, json: {} }, 415, '/problems/wrong-content-type'],
    [
      'another charset',
      { headers: { 'content-type': 'application/json; charset=latin1' }, json: {} },
      415,
      '/problems/wrong-content-type',
    ],
    [
      'a compressed body',
      { headers: { ...json, 'content-encoding': 'gzip' }, json: {} },
      415,
      '/problems/wrong-content-type',
    ],
    ['no body', { body: undefined }, 400, '/problems/malformed-body'],
    ['half a body', { body: '{"size":' }, 400, '/problems/malformed-body'],
    [
      'bytes that are no UTF-8',
      { body: Buffer.from('{"size":1,"label":"\xff"}', 'latin1') },
      400,
      '/problems/malformed-body',
    ],
    ['a field of the wrong kind', { json: { size: '1' } }, 422, '/problems/validation-failed'],
    ['an unknown field', { json: { size: 1, seize: 1 } }, 422, '/problems/validation-failed'],
    ['an unknown query parameter', { json: { size: 1 }, query: { darft: 'no' } }, 422, '/problems/validation-failed'],
    [
      'a query where none is taken',
      { method: 'GET', path: '/v1/notes', query: { all: 'yes' } },
      422,
      '/problems/validation-failed',
    ],
    ['a wrong id in the path', { json: { size: 1 }, path: '/v1/notes/7' }, 422, '/problems/validation-failed'],
    ['a body that is a list', { json: [] }, 422, '/problems/validation-failed'],
  ])('%s', async (_what, options, status, type) => {
    const { answer, calls, result } = await callSampleRoute(options);
    expect(result.statusCode).toBe(status);
    expect(result.headers).toMatchObject({ 'content-type': 'application/problem+json', 'x-request-id': 'req-1=' });
    expect(answer).toMatchObject({ type, status, instance: 'urn:baton:request:req-1%3D' });
    expect(calls).toEqual([]);
  });

  it('list all invalid fields of path, query and body at once', async () => {
    const { answer } = await callSampleRoute({ path: '/v1/notes/7', query: { draft: 'maybe' }, json: { size: 'x' } });
    expect(answer?.errors).toEqual([
      { in: 'path', field: '/id', expected: 'id of a note', got: 'text' },
      { in: 'query', field: '/draft', expected: 'one of: yes, no', got: 'text' },
      { in: 'body', field: '/size', expected: 'number', got: 'text' },
    ]);
  });

  it('are checked for the caller before the content', async () => {
    expect((await callSampleRoute({ principal: undefined, body: 'x'.repeat(200) })).result.statusCode).toBe(401);
  });

  it('name the authentication scheme, the allowed methods and the accepted types', async () => {
    const headers = async (options: Parameters<typeof callSampleRoute>[0]) =>
      (await callSampleRoute(options)).result.headers;
    expect(await headers({ principal: undefined, json: {} })).toMatchObject({
      'www-authenticate': 'Bearer realm="baton"',
    });
    expect(await headers({ method: 'PUT', path: '/pages/x' })).toMatchObject({ allow: 'GET, POST' });
    expect(await headers({ headers: {}, json: {} })).toMatchObject({ accept: 'application/json' });
  });

  it('repeat no input, neither to the caller nor in the log', async () => {
    const secret = 'ada.quill@example.com';
    const calls = [
      callSampleRoute({ json: { size: secret, [secret]: secret } }),
      callSampleRoute({ body: `{"size": ${secret}` }),
      callSampleRoute({ path: `/v1/notes/${secret}`, json: { size: 1 } }),
      callSampleRoute({ path: `/${secret}`, json: { size: 1 } }),
      callSampleRoute({ headers: { 'content-type': secret }, json: { size: 1 } }),
      callSampleRoute({ json: { size: 1 }, query: { [secret]: secret } }),
      callSampleRoute({ json: { size: 5, label: secret } }),
    ];
    for (const { lines, result } of await Promise.all(calls)) {
      expect(result.statusCode).toBeGreaterThanOrEqual(400);
      expect(JSON.stringify({ lines, result })).not.toContain('quill');
    }
  });
});
