import { describe, expect, it } from 'vitest';
import { matchRoute } from '../../../shared/runtime/http/route-match.ts';
import { anHttpEvent } from '../../support/http-event.ts';

const route = (method: 'GET' | 'PUT', path: string) => ({ definition: { method, path } });
const ROUTES = [
  route('GET', '/v1/plans/{version}'),
  route('GET', '/v1/plans/active'),
  route('PUT', '/v1/plans/active'),
];

function match(options: Parameters<typeof anHttpEvent>[0]) {
  const found = matchRoute(ROUTES, anHttpEvent(options));
  return found.outcome === 'found' ? [found.route.definition.path, found.params] : found;
}

describe('matchRoute', () => {
  it("uses the gateway's choice and parameters", () => {
    const chosen = { routeKey: 'GET /v1/plans/{version}', path: '/anything/else', params: { version: '3' } };
    expect(match(chosen)).toEqual(['/v1/plans/{version}', { version: '3' }]);
  });

  it('finds the route by method and path behind a catch-all', () => {
    expect(match({ path: '/v1/plans/3' })).toEqual(['/v1/plans/{version}', { version: '3' }]);
    expect(match({ path: '/v1/plans/3', routeKey: 'ANY /v1/{proxy+}' })).toEqual([
      '/v1/plans/{version}',
      { version: '3' },
    ]);
  });

  it('prefers a fixed path to a parameter', () => {
    expect(match({ path: '/v1/plans/active' })).toEqual(['/v1/plans/active', {}]);
  });

  it('strips the stage from the path outside the default stage', () => {
    expect(match({ path: '/local/v1/plans/active', stage: 'local' })).toEqual(['/v1/plans/active', {}]);
    expect(match({ path: '/v1/plans/active', stage: 'local' })).toEqual(['/v1/plans/active', {}]);
  });

  it('decodes parameters, and rejects broken ones', () => {
    expect(match({ path: '/v1/plans/a%20b' })).toEqual(['/v1/plans/{version}', { version: 'a b' }]);
    expect(match({ path: '/v1/plans/%E0%A4%A' })).toEqual({ outcome: 'none' });
  });

  it('distinguishes a wrong method from a wrong path', () => {
    expect(match({ method: 'DELETE', path: '/v1/plans/active' })).toEqual({
      outcome: 'other_method',
      allowed: ['GET', 'PUT'],
    });
    expect(match({ path: '/v1/plans/3/4' })).toEqual({ outcome: 'none' });
    expect(match({ path: '/' })).toEqual({ outcome: 'none' });
  });
});
