import * as z from 'zod';
import { problem } from '../../shared/runtime/http/problem.ts';
import { defineRoute, HtmlPageSchema, NoBodySchema } from '../../shared/runtime/http/route.ts';
import { type RouteHandlers, serveRoutes } from '../../shared/runtime/http/route-table.ts';
import { anHttpEvent, CALLERS, CONTEXT } from '../support/http-event.ts';
import { aRecordingRuntime } from '../support/recorded-runtime.ts';

interface Deps {
  readonly calls: unknown[];
}

const sampleRoutes = {
  addNote: defineRoute({
    method: 'POST',
    path: '/v1/notes/{id}',
    summary: 'Add a note',
    roles: ['manager', 'admin'],
    params: z.object({ id: z.string().regex(/^note_/, 'id of a note') }),
    query: z.strictObject({ draft: z.enum(['yes', 'no']).default('no') }),
    body: z.strictObject({ size: z.int(), label: z.string().trim().optional() }),
    maxBodyBytes: 100,
    replies: { 201: z.object({ id: z.string() }), 204: NoBodySchema },
    problems: ['conflict'],
  }),

  listNotes: defineRoute({
    method: 'GET',
    path: '/v1/notes',
    summary: 'All notes',
    roles: ['admin'],
    replies: { 200: z.array(z.string()) },
  }),

  showPage: defineRoute({
    method: 'GET',
    path: '/pages/{name}',
    summary: 'A page',
    roles: 'public',
    params: z.object({ name: z.string() }),
    replies: { 200: HtmlPageSchema },
  }),

  sendForm: defineRoute({
    method: 'POST',
    path: '/pages/{name}',
    summary: 'A form',
    roles: 'public',
    params: z.object({ name: z.string() }),
    body: z.strictObject({ reason: z.string().optional() }),
    format: 'form',
    replies: { 200: z.object({ reason: z.string().optional() }) },
  }),
} as const;

const handlers: RouteHandlers<typeof sampleRoutes, Deps> = {
  async addNote({ params, query, body, principal, now, requestId, log }, deps) {
    deps.calls.push({ params, query, body, principal, now, requestId });
    log.info('mode_set', { count: body.size });
    if (body.size === 4) return problem('conflict', 'The note is there already.');
    if (body.size === 5) throw Object.assign(new Error('no place for ada.quill@example.com'), { name: 'StorageError' });
    if (body.size === 6) return { status: 204, body: undefined };
    const undocumented = { id: params.id, secret: 'kept inside' };
    return { status: 201, body: undocumented, headers: { location: `/v1/notes/${params.id}` } };
  },
  listNotes: async () => ({ status: 200, body: [] }),
  showPage: async ({ params, principal }) => ({ status: 200, body: `<p>${params.name} ${String(principal)}</p>` }),
  sendForm: async ({ body }) => ({ status: 200, body }),
};

const GOOD = { method: 'POST', path: '/v1/notes/note_1', headers: { 'content-type': 'application/json' } } as const;

/** Calls the sample routes, by default as an admin posting a note. */
export async function callSampleRoute(options: Partial<Parameters<typeof anHttpEvent>[0]> & { json?: unknown }) {
  const deps: Deps = { calls: [] };
  const runtime = aRecordingRuntime();
  const handler = serveRoutes(sampleRoutes, deps, runtime, handlers);
  const body = 'json' in options ? JSON.stringify(options.json) : options.body;
  const result = await handler(anHttpEvent({ ...GOOD, principal: CALLERS.admin, ...options, body }), CONTEXT);
  return { result, ...runtime, calls: deps.calls, answer: result.body ? parseJsonObject(result.body) : undefined };
}

function parseJsonObject(text: string): Record<string, unknown> {
  return text.startsWith('{') ? JSON.parse(text) : { text };
}
