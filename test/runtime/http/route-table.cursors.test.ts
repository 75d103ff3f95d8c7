import { expect, it } from 'vitest';
import * as z from 'zod';
import { BadCursor } from '../../../shared/ports/bad-cursor.ts';
import { defineRoute, NoBodySchema } from '../../../shared/runtime/http/route.ts';
import { serveRoutes } from '../../../shared/runtime/http/route-table.ts';
import { anHttpEvent, CONTEXT } from '../../support/http-event.ts';
import { aRecordingRuntime } from '../../support/recorded-runtime.ts';

const cursorOnly = z.strictObject({ cursor: z.string().optional() });
const common = { summary: 'x', roles: 'public', replies: { 200: NoBodySchema } } as const;
const routes = {
  list: defineRoute({ ...common, method: 'GET', path: '/list', query: cursorOnly }),
  replay: defineRoute({ ...common, method: 'POST', path: '/replay', body: cursorOnly }),
} as const;

const POST = { method: 'POST', path: '/replay', headers: { 'content-type': 'application/json' } };

/** Calls a route whose store does not know the cursor. */
async function call(event: Parameters<typeof anHttpEvent>[0]) {
  const refuse = async () => Promise.reject(new BadCursor());
  const handler = serveRoutes(routes, {}, aRecordingRuntime(), { list: refuse, replay: refuse });
  const { statusCode, body = '' } = await handler(anHttpEvent(event), CONTEXT);
  return { statusCode, errors: JSON.parse(body).errors };
}

it.each([
  ['query', { path: '/list', query: { cursor: 'made-up' } }],
  ['body', { ...POST, body: '{"cursor":"made-up"}' }],
] as const)('refuses a cursor in the %s that the store did not issue', async (part, event) => {
  expect(await call(event)).toEqual({
    statusCode: 422,
    errors: [{ in: part, field: '/cursor', expected: 'the cursor from the previous page' }],
  });
});

it.each([
  ['query', { path: '/list' }],
  ['body', { ...POST, body: '{}' }],
] as const)('returns 500 for a bad cursor that the caller did not send in the %s', async (_, event) => {
  expect(await call(event)).toMatchObject({ statusCode: 500 });
});
