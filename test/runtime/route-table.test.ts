import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { problem } from '../../shared/runtime/problem.ts';
import { defineRoute, htmlPage, noBody, serve } from '../../shared/runtime/route.ts';
import { routeTable } from '../../shared/runtime/route-table.ts';
import { CALLERS, CONTEXT, httpEvent } from './http-event.ts';
import { NOW, recordedRuntime } from './recorded-runtime.ts';

interface Deps {
  readonly calls: unknown[];
}

const note = defineRoute({
  method: 'POST',
  path: '/v1/notes/{id}',
  name: 'addNote',
  summary: 'Add a note',
  roles: ['manager', 'admin'],
  params: z.object({ id: z.string().regex(/^note_/, 'id of a note') }),
  query: z.strictObject({ draft: z.enum(['yes', 'no']).default('no') }),
  body: z.strictObject({ size: z.int(), label: z.string().trim().optional() }),
  maxBodyBytes: 100,
  replies: { 201: z.object({ id: z.string() }), 204: noBody },
  problems: ['conflict'],
});

const addNote = serve(note, async ({ params, query, body, principal, now, requestId, log }, deps: Deps) => {
  deps.calls.push({ params, query, body, principal, now, requestId });
  log.info('note_added', { count: body.size });
  if (body.size === 4) return problem('conflict', 'The note is there already.');
  if (body.size === 5) throw Object.assign(new Error('no place for ada.quill@example.com'), { name: 'StorageError' });
  if (body.size === 6) return { status: 204, body: undefined };
  const undocumented = { id: params.id, secret: 'kept inside' };
  return { status: 201, body: undocumented, headers: { location: `/v1/notes/${params.id}` } };
});

const showPage = serve(
  defineRoute({
    method: 'GET',
    path: '/pages/{name}',
    name: 'showPage',
    summary: 'A page',
    roles: 'public',
    params: z.object({ name: z.string() }),
    replies: { 200: htmlPage },
  }),
  async ({ params, principal }) => ({ status: 200, body: `<p>${params.name} ${String(principal)}</p>` }),
);

const sendForm = serve(
  defineRoute({
    method: 'POST',
    path: '/pages/{name}',
    name: 'sendForm',
    summary: 'A form',
    roles: 'public',
    params: z.object({ name: z.string() }),
    body: z.strictObject({ reason: z.string().optional() }),
    format: 'form',
    replies: { 200: z.object({ reason: z.string().optional() }) },
  }),
  async ({ body }) => ({ status: 200, body }),
);

const GOOD = { method: 'POST', path: '/v1/notes/note_1', headers: { 'content-type': 'application/json' } } as const;

async function call(options: Partial<Parameters<typeof httpEvent>[0]> & { json?: unknown }) {
  const deps: Deps = { calls: [] };
  const runtime = recordedRuntime();
  const handler = routeTable([addNote, showPage, sendForm], deps, runtime);
  const body = 'json' in options ? JSON.stringify(options.json) : options.body;
  const result = await handler(httpEvent({ ...GOOD, principal: CALLERS.admin, ...options, body }), CONTEXT);
  return { result, ...runtime, calls: deps.calls, answer: result.body ? safeJson(result.body) : undefined };
}

function safeJson(text: string): Record<string, unknown> {
  return text.startsWith('{') ? JSON.parse(text) : { text };
}

describe('a route', () => {
  it('gets everything parsed, with the caller and one time', async () => {
    const { calls, result } = await call({ json: { size: 1, label: ' x ' } });
    expect(calls).toEqual([
      {
        params: { id: 'note_1' },
        query: { draft: 'no' },
        body: { size: 1, label: 'x' },
        principal: { keyId: 'k3', role: 'admin', repId: undefined },
        now: NOW,
        requestId: 'req-1=',
      },
    ]);
    expect(result.statusCode).toBe(201);
  });

  it('replies only what its schema documents, not cached, with the request id', async () => {
    const { answer, result } = await call({ json: { size: 1 } });
    expect(answer).toEqual({ id: 'note_1' });
    expect(result.headers).toEqual({
      'content-type': 'application/json',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-request-id': 'req-1=',
      location: '/v1/notes/note_1',
    });
  });

  it('may answer without a body', async () => {
    const { result } = await call({ json: { size: 6 } });
    expect(result).toMatchObject({ statusCode: 204 });
    expect(result.body).toBeUndefined();
    expect(result.headers).not.toHaveProperty('content-type');
  });

  it('answers its own problems as problems', async () => {
    const { answer, result } = await call({ json: { size: 4 } });
    expect(result.statusCode).toBe(409);
    expect(result.headers?.['content-type']).toBe('application/problem+json');
    expect(answer).toMatchObject({ type: '/problems/conflict', detail: 'The note is there already.' });
  });

  it('shows pages as HTML to anybody, whatever a link was given on its way', async () => {
    const { result } = await call({ method: 'GET', path: '/pages/hello', principal: undefined, query: { utm: 'x' } });
    expect(result).toMatchObject({ statusCode: 200, body: '<p>hello undefined</p>' });
    expect(result.headers?.['content-type']).toBe('text/html; charset=utf-8');
  });

  it('takes forms, also one without fields and without a content type', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const sent = await call({ path: '/pages/x', headers: form, body: Buffer.from('reason=no+budget') });
    expect(sent.answer).toEqual({ reason: 'no budget' });
    expect((await call({ path: '/pages/x', headers: {}, body: '' })).answer).toEqual({});
  });
});

describe('what is refused', () => {
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
    ['a role that may not', { principal: CALLERS.rep, json: { size: 1 } }, 403, '/problems/forbidden'],
    ['an unknown path', { path: '/v1/nothing' }, 404, '/problems/not-found'],
    ['a method the path does not take', { method: 'DELETE' }, 405, '/problems/method-not-allowed'],
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
    ['bytes that are no UTF-8', { body: Buffer.from([0x7b, 0xff, 0x7d]) }, 400, '/problems/malformed-body'],
    ['a field of the wrong kind', { json: { size: '1' } }, 422, '/problems/validation-failed'],
    ['an unknown field', { json: { size: 1, seize: 1 } }, 422, '/problems/validation-failed'],
    ['an unknown query parameter', { json: { size: 1 }, query: { darft: 'no' } }, 422, '/problems/validation-failed'],
    ['a wrong id in the path', { json: { size: 1 }, path: '/v1/notes/7' }, 422, '/problems/validation-failed'],
    ['a body that is a list', { json: [] }, 422, '/problems/validation-failed'],
  ])('%s', async (_what, options, status, type) => {
    const { answer, calls, result } = await call(options);
    expect(result.statusCode).toBe(status);
    expect(result.headers).toMatchObject({ 'content-type': 'application/problem+json', 'x-request-id': 'req-1=' });
    expect(answer).toMatchObject({ type, status, instance: 'urn:baton:request:req-1%3D' });
    expect(calls).toEqual([]);
  });

  it('names all fields of path, query and body at once', async () => {
    const { answer } = await call({ path: '/v1/notes/7', query: { draft: 'maybe' }, json: { size: 'x' } });
    expect(answer?.errors).toEqual([
      { in: 'path', field: '/id', expected: 'id of a note', got: 'text' },
      { in: 'query', field: '/draft', expected: 'one of: yes, no', got: 'text' },
      { in: 'body', field: '/size', expected: 'number', got: 'text' },
    ]);
  });

  it('says who it is that asks before it looks at what they send', async () => {
    expect((await call({ principal: undefined, body: 'x'.repeat(200) })).result.statusCode).toBe(401);
  });

  it('says how to log in, which methods there are and what types are taken', async () => {
    const headers = async (options: Parameters<typeof call>[0]) => (await call(options)).result.headers;
    expect(await headers({ principal: undefined, json: {} })).toMatchObject({
      'www-authenticate': 'Bearer realm="baton"',
    });
    expect(await headers({ method: 'PUT', path: '/pages/x' })).toMatchObject({ allow: 'GET, POST' });
    expect(await headers({ headers: {}, json: {} })).toMatchObject({ accept: 'application/json' });
  });

  it('repeats nothing of what was sent, to the caller or to the log', async () => {
    const secret = 'ada.quill@example.com';
    const calls = [
      call({ json: { size: secret, [secret]: secret } }),
      call({ body: `{"size": ${secret}` }),
      call({ path: `/v1/notes/${secret}`, json: { size: 1 } }),
      call({ path: `/${secret}`, json: { size: 1 } }),
      call({ headers: { 'content-type': secret }, json: { size: 1 } }),
      call({ json: { size: 1 }, query: { [secret]: secret } }),
      call({ json: { size: 5, label: secret } }),
    ];
    for (const { lines, result } of await Promise.all(calls)) {
      expect(result.statusCode).toBeGreaterThanOrEqual(400);
      expect(JSON.stringify({ lines, result })).not.toContain('quill');
    }
  });
});

describe('the stack', () => {
  it('logs one line a call, with route, status and request but not the path', async () => {
    const { lines, flushed } = await call({
      routeKey: 'POST /v1/notes/{id}',
      params: { id: 'note_1' },
      json: { size: 1 },
    });
    expect(lines).toEqual([
      {
        level: 'info',
        code: 'note_added',
        count: 1,
        requestId: 'req-1=',
        route: 'POST /v1/notes/{id}',
        keyId: 'k3',
        role: 'admin',
      },
      {
        level: 'info',
        code: 'request_answered',
        status: 201,
        durationMs: 0,
        requestId: 'req-1=',
        route: 'POST /v1/notes/{id}',
      },
    ]);
    expect(flushed).toEqual([]);
  });

  it('makes what is thrown a 500 that says nothing, and logs its name and place', async () => {
    const { answer, flushed, lines, result } = await call({ json: { size: 5 } });
    expect(result.statusCode).toBe(500);
    expect(answer).toEqual({
      type: '/problems/internal',
      title: 'Something went wrong here',
      status: 500,
      detail: 'The failure is logged under this request id.',
      instance: 'urn:baton:request:req-1%3D',
    });
    expect(lines).toContainEqual(
      expect.objectContaining({ level: 'error', code: 'request_failed', errorName: 'StorageError' }),
    );
    expect(lines.at(-1)).toMatchObject({ code: 'request_answered', status: 500 });
    expect(flushed).toEqual(['RequestFailed=1']);
  });

  it('counts what was refused', async () => {
    expect((await call({ json: {} })).flushed).toEqual(['RequestRefused=1']);
  });

  it('answers 500 rather than anything its route does not document', async () => {
    const loose = serve(
      defineRoute({
        method: 'GET',
        path: '/loose',
        name: 'loose',
        summary: 'x',
        roles: 'public',
        replies: { 200: z.object({ n: z.number().max(5) }) },
      }),
      async () => ({ status: 200, body: { n: 9 } }),
    );
    const runtime = recordedRuntime();
    const result = await routeTable([loose], {}, runtime)(httpEvent({ path: '/loose' }), CONTEXT);
    expect(result.statusCode).toBe(500);
    expect(runtime.lines[0]).toMatchObject({ code: 'request_failed', errorName: 'UndocumentedReply' });
  });
});

describe('defineRoute', () => {
  it('refuses a path whose parameters are not those of its schema', () => {
    const define = (path: string) => () =>
      defineRoute({
        method: 'GET',
        path,
        name: 'x',
        summary: 'x',
        roles: 'public',
        params: z.object({ id: z.string() }),
        replies: { 200: noBody },
      });
    expect(define('/a/{id}')).not.toThrow();
    expect(define('/a/{lead}')).toThrow('/a/{lead}');
    expect(define('/a')).toThrow('parameters');
  });
});
