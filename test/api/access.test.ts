import { expect, it } from 'vitest';
import { ACCESS, type GuardedRoute, rolesFor, scopeFor } from '../../shared/api/access.ts';
import { API_ROUTES } from '../../shared/api/api-routes.ts';
import { ROLES } from '../../shared/domain/team/role.ts';
import type { RouteHandler, Routes } from '../../shared/runtime/http/route.ts';
import { serveRoutes } from '../../shared/runtime/http/route-table.ts';
import { readPage, tableRowsOf } from '../docs/doc-page.ts';
import { anHttpEvent, CALLERS, CONTEXT } from '../support/http-event.ts';
import { aRecordingRuntime } from '../support/recorded-runtime.ts';

const routes: Routes = API_ROUTES;
const names = Object.keys(ACCESS) as readonly GuardedRoute[];
const cells = names.flatMap((name) => ROLES.map((role) => ({ name, role, scope: scopeFor(name, role) ?? 'nothing' })));

it('the table of access has every route that is not open, and no other', () => {
  const guarded = Object.keys(routes).filter((name) => Array.isArray(routes[name]?.roles));
  expect(names.toSorted()).toEqual(guarded.toSorted());
  for (const name of names) expect([name, routes[name]?.roles]).toEqual([name, rolesFor(name)]);
});

it('only the questions of forms are open to a token that a source signed', () => {
  const signed = Object.keys(routes).filter((name) => routes[name]?.roles === 'signed');
  expect(signed).toEqual(['readKnownFields', 'askKnownFields']);
});

/** Calls a route whose handler does nothing. A 500 says that the handler, or the check of its empty answer, was reached. */
async function call(name: GuardedRoute, role: (typeof ROLES)[number]): Promise<number | undefined> {
  const route = routes[name];
  if (!route) throw new Error(`no route ${name}`);
  const handler: RouteHandler<typeof route, object> = async () => ({ status: 200, body: undefined }) as never;
  const serve = serveRoutes({ [name]: route }, {}, aRecordingRuntime(), { [name]: handler });
  const path = route.path.replace(/\{\w+\}/g, 'lead_1');
  const event = anHttpEvent({ method: route.method, path, principal: CALLERS[role] });
  return (await serve(event, CONTEXT)).statusCode;
}

it.each(cells)('$role may do $scope on $name', async ({ name, role, scope }) => {
  const status = await call(name, role);
  if (scope === 'nothing') expect(status).toBe(403);
  else expect(status).not.toBe(403);
  expect([401, 404, 405]).not.toContain(status);
});

it('docs/access.md shows the table', () => {
  const shown = tableRowsOf(readPage('docs/access.md'), 'route');
  const expected = names.map((name) => [
    `\`${routes[name]?.method} ${routes[name]?.path}\``,
    ...ROLES.map((role) => scopeFor(name, role) ?? ''),
  ]);
  expect(shown).toEqual(expected);
});
