import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { defineRoute, mergeRoutes, NoBodySchema, type RouteHandler } from '../../../shared/runtime/http/route.ts';
import { serveRoutes } from '../../../shared/runtime/http/route-table.ts';
import { anHttpEvent, CONTEXT } from '../../support/http-event.ts';
import { aRecordingRuntime, NOW } from '../../support/recorded-runtime.ts';
import { callSampleRoute } from '../sample-routes.ts';

describe('a route', () => {
  it('gets parsed input, the caller and one time', async () => {
    const { calls, result } = await callSampleRoute({ json: { size: 1, label: ' x ' } });
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

  it('replies only with documented fields, uncached, with the request id', async () => {
    const { answer, result } = await callSampleRoute({ json: { size: 1 } });
    expect(answer).toEqual({ id: 'note_1' });
    expect(result.headers).toEqual({
      'content-type': 'application/json',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-request-id': 'req-1=',
      location: '/v1/notes/note_1',
    });
  });

  it('may reply without a body', async () => {
    const { result } = await callSampleRoute({ json: { size: 6 } });
    expect(result).toMatchObject({ statusCode: 204 });
    expect(result.body).toBeUndefined();
    expect(result.headers).not.toHaveProperty('content-type');
  });

  it('returns its own problems as problems', async () => {
    const { answer, result } = await callSampleRoute({ json: { size: 4 } });
    expect(result.statusCode).toBe(409);
    expect(result.headers?.['content-type']).toBe('application/problem+json');
    expect(answer).toMatchObject({ type: '/problems/conflict', detail: 'The note is there already.' });
  });

  it('serves pages as HTML to anybody, whatever query parameters a link has', async () => {
    const { result } = await callSampleRoute({
      method: 'GET',
      path: '/pages/hello',
      principal: undefined,
      query: { utm: 'x' },
    });
    expect(result).toMatchObject({ statusCode: 200, body: '<p>hello undefined</p>' });
    expect(result.headers?.['content-type']).toBe('text/html; charset=utf-8');
  });

  it('accepts forms, even without fields and content type', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const sent = await callSampleRoute({ path: '/pages/x', headers: form, body: Buffer.from('reason=no+budget') });
    expect(sent.answer).toEqual({ reason: 'no budget' });
    expect((await callSampleRoute({ path: '/pages/x', headers: {}, body: '' })).answer).toEqual({});
  });
});

describe('the stack', () => {
  it('logs one line per call, with route, status and request id but not the path', async () => {
    const { lines, flushed } = await callSampleRoute({
      routeKey: 'POST /v1/notes/{id}',
      params: { id: 'note_1' },
      json: { size: 1 },
    });
    expect(lines).toEqual([
      {
        level: 'info',
        code: 'mode_set',
        count: 1,
        requestId: 'req-1=',
        route: 'POST /v1/notes/{id}',
        keyId: 'k3',
        role: 'admin',
      },
      {
        level: 'debug',
        code: 'request_answered',
        status: 201,
        durationMs: 0,
        requestId: 'req-1=',
        route: 'POST /v1/notes/{id}',
      },
    ]);
    expect(flushed).toEqual([]);
  });

  it('logs no path instead of the route for a call to a catch-all', async () => {
    const { lines } = await callSampleRoute({ path: '/v1/notes/note_ada', json: { size: 1 } });
    expect(lines.at(-1)).toEqual({
      level: 'debug',
      code: 'request_answered',
      status: 201,
      durationMs: 0,
      requestId: 'req-1=',
    });
  });

  it('turns a thrown error into a 500 without detail, and logs its name and location', async () => {
    const { answer, flushed, lines, result } = await callSampleRoute({ json: { size: 5 } });
    expect(result.statusCode).toBe(500);
    expect(answer).toEqual({
      type: '/problems/internal',
      title: 'Internal error',
      status: 500,
      detail: 'The error is logged under this request id.',
      instance: 'urn:baton:request:req-1%3D',
    });
    expect(lines).toContainEqual(
      expect.objectContaining({ level: 'error', code: 'request_failed', errorName: 'StorageError' }),
    );
    expect(lines.at(-1)).toMatchObject({ code: 'request_answered', status: 500 });
    expect(flushed).toEqual(['RequestFailed=1', 'CallFailed=1']);
  });

  it('counts and logs refused calls', async () => {
    const { flushed, lines } = await callSampleRoute({ json: {} });
    expect(flushed).toEqual(['RequestRefused=1']);
    expect(lines.at(-1)).toMatchObject({ level: 'info', code: 'request_refused', status: 422 });
  });

  it('returns 500 rather than an undocumented reply', async () => {
    const { result, lines } = await callRoute(async () => ({ status: 200, body: { n: 9 } }));
    expect(result.statusCode).toBe(500);
    expect(lines[0]).toMatchObject({ code: 'request_failed', errorName: 'UndocumentedReply' });
  });
});

const numberRoutes = {
  getNumber: defineRoute({
    method: 'GET',
    path: '/number',
    summary: 'x',
    roles: 'public',
    replies: { 200: z.object({ n: z.number().max(5) }) },
  }),
} as const;
const pageRoutes = {
  showPage: defineRoute({
    method: 'GET',
    path: '/page',
    summary: 'x',
    roles: 'public',
    replies: { 200: NoBodySchema },
  }),
} as const;
async function callRoute(getNumber: RouteHandler<typeof numberRoutes.getNumber, object>) {
  const runtime = aRecordingRuntime();
  const handler = serveRoutes(numberRoutes, {}, runtime, { getNumber });
  return { ...runtime, result: await handler(anHttpEvent({ path: '/number' }), CONTEXT) };
}

describe('serveRoutes', () => {
  const getNumber = async () => ({ status: 200, body: { n: 1 } }) as const;
  const showPage = async () => ({ status: 200, body: undefined }) as const;
  const runtime = aRecordingRuntime();
  const both = mergeRoutes(numberRoutes, pageRoutes);

  it('serves the routes of several resources', async () => {
    const handler = serveRoutes(both, {}, runtime, { getNumber, showPage });
    expect((await handler(anHttpEvent({ path: '/number' }), CONTEXT)).body).toBe('{"n":1}');
    expect((await handler(anHttpEvent({ path: '/page' }), CONTEXT)).statusCode).toBe(200);
  });

  // These lines are checked by the compiler: each must fail to compile, and none is run.
  it('compiles only with exactly one matching handler for each route', () => {
    const wrong = [
      // @ts-expect-error: no handler for showPage
      () => serveRoutes(both, {}, runtime, { getNumber }),
      // @ts-expect-error: no route getPage
      () => serveRoutes(both, {}, runtime, { getNumber, showPage, getPage: showPage }),
      // @ts-expect-error: two handlers for showPage
      // biome-ignore lint/suspicious/noDuplicateObjectKeys: the compiler refuses it too
      () => serveRoutes(both, {}, runtime, { getNumber, showPage, showPage }),
      // @ts-expect-error: the handler of another route
      () => serveRoutes(both, {}, runtime, { getNumber: showPage, showPage }),
      // @ts-expect-error: a handler that needs what the function does not have
      () => serveRoutes(numberRoutes, {}, runtime, { getNumber: async (_, deps: { n: number }) => reply(deps.n) }),
      // @ts-expect-error: a route that two resources name
      () => mergeRoutes(both, pageRoutes),
    ];
    expect(wrong).toHaveLength(6);
  });
});

function reply(n: number) {
  return { status: 200, body: { n } } as const;
}

describe('defineRoute', () => {
  it('refuses a path whose parameters differ from its schema', () => {
    const define = (path: string) => () =>
      defineRoute({
        method: 'GET',
        path,
        summary: 'x',
        roles: 'public',
        params: z.object({ id: z.string() }),
        replies: { 200: NoBodySchema },
      });
    expect(define('/a/{id}')).not.toThrow();
    expect(define('/a/{lead}')).toThrow('/a/{lead}');
    expect(define('/a')).toThrow('parameters');
  });
});
