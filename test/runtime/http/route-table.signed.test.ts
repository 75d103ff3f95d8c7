import { expect, it } from 'vitest';
import { defineRoute, NoBodySchema } from '../../../shared/runtime/http/route.ts';
import { serveRoutes } from '../../../shared/runtime/http/route-table.ts';
import { anHttpEvent, CONTEXT } from '../../support/http-event.ts';
import { aRecordingRuntime } from '../../support/recorded-runtime.ts';

const common = { summary: 'x', replies: { 200: NoBodySchema } } as const;
const routes = {
  signed: defineRoute({ ...common, roles: 'signed', method: 'GET', path: '/v1/signed' }),
  guarded: defineRoute({ ...common, roles: ['admin'], method: 'GET', path: '/v1/guarded' }),
} as const;

const PAGE = 'https://www.acme.example';

async function call(method: string, path: string, origin?: string) {
  const seen: (string | undefined)[] = [];
  const answer = async (asked: { readonly origin?: string }) => {
    seen.push(asked.origin);
    return { status: 200, body: undefined } as const;
  };
  const allowPage = async (page: string) => (page === PAGE ? { 'access-control-allow-origin': page } : undefined);
  const handler = serveRoutes(routes, {}, aRecordingRuntime(), { signed: answer, guarded: answer }, { allowPage });
  const headers: Record<string, string> = origin === undefined ? {} : { origin };
  const { statusCode, headers: sent } = await handler(anHttpEvent({ method, path, headers }), CONTEXT);
  return { statusCode, allowed: sent?.['access-control-allow-origin'], seen };
}

it('leaves the check of a token to the handler of a signed route, and tells it the page', async () => {
  expect(await call('GET', '/v1/signed', PAGE)).toMatchObject({ statusCode: 200, seen: [PAGE] });
  expect(await call('GET', '/v1/guarded', PAGE)).toMatchObject({ statusCode: 401, seen: [] });
});

it('tells a browser which pages may call a signed route, and no other route', async () => {
  expect(await call('OPTIONS', '/v1/signed', PAGE)).toMatchObject({ statusCode: 204, allowed: PAGE });
  expect(await call('OPTIONS', '/v1/signed', 'https://evil.example')).toEqual({
    statusCode: 405,
    allowed: undefined,
    seen: [],
  });
  expect(await call('OPTIONS', '/v1/signed')).toMatchObject({ statusCode: 405 });
  expect(await call('OPTIONS', '/v1/guarded', PAGE)).toMatchObject({ statusCode: 405, allowed: undefined });
});
