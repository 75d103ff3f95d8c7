import { describe, expect, it } from 'vitest';
import { API_ROUTES } from '../../../shared/api/api-routes.ts';
import type { RouteDefinition } from '../../../shared/runtime/http/route.ts';
import { findValues, logicalIdOf, synthesise } from '../synthesised.ts';

const API = Object.values<RouteDefinition>(API_ROUTES);
const { resources } = synthesise('prod');
const routes = Object.values(resources('AWS::ApiGatewayV2::Route')).map(({ Properties }) => Properties);
const routeOf = (key: string) => routes.find(({ RouteKey }) => RouteKey === key);

describe('routes', () => {
  it.each(API.map(({ path, roles }) => ({ path, roles })))(
    '$path exists and requires authentication unless public, or signed by who calls it',
    ({ path, roles }) => {
      const route = routeOf(`ANY ${path}`);
      const isOpen = roles === 'public' || roles === 'signed';
      expect(route?.AuthorizationType).toBe(isOpen ? 'NONE' : 'CUSTOM');
      expect(logicalIdOf(route?.AuthorizerId) === undefined).toBe(isOpen);
    },
  );

  it('that are open are these alone', () => {
    const open = API.filter(({ roles }) => roles === 'public' || roles === 'signed').map(({ path }) => path);
    expect([...new Set(open)].sort()).toEqual(['/answers/{token}', '/openapi.json', '/v1/known']);
  });

  it('are those of the API, the hooks, Slack, HubSpot, and a default route', () => {
    const expected = [
      'ANY /hooks',
      'ANY /hooks/{proxy+}',
      'ANY /crm/hubspot',
      'ANY /slack',
      'ANY /slack/{proxy+}',
      '$default',
      ...API.map(({ path }) => `ANY ${path}`),
    ];
    expect(routes.map(({ RouteKey }) => RouteKey).sort()).toEqual([...new Set(expected)].sort());
  });

  it('under /hooks are public, since senders cannot log in', () => {
    expect(routeOf('ANY /hooks/{proxy+}')?.AuthorizationType).toBe('NONE');
  });
});

describe('the authorizer', () => {
  it('runs on every call, including calls without a key', () => {
    const [authorizer] = Object.values(resources('AWS::ApiGatewayV2::Authorizer'));
    expect(authorizer?.Properties).toMatchObject({
      AuthorizerResultTtlInSeconds: 0,
      EnableSimpleResponses: true,
      IdentitySource: [],
    });
  });
});

describe('the stage', () => {
  const [stage] = Object.values(resources('AWS::ApiGatewayV2::Stage'));

  it('throttles', () => {
    expect(stage?.Properties.DefaultRouteSettings).toMatchObject({
      ThrottlingRateLimit: 500,
      ThrottlingBurstLimit: 1000,
    });
  });

  it('throttles hooks, forms and answers for themselves, so that none starves the rest', () => {
    const hooks = { ThrottlingRateLimit: 500, ThrottlingBurstLimit: 1000 };
    const answers = { ThrottlingRateLimit: 200, ThrottlingBurstLimit: 400 };
    expect(stage?.Properties.RouteSettings).toEqual({
      'ANY /hooks': hooks,
      'ANY /hooks/{proxy+}': hooks,
      'ANY /v1/known': hooks,
      'ANY /crm/hubspot': answers,
      'ANY /slack': answers,
      'ANY /slack/{proxy+}': answers,
      'ANY /answers/{token}': answers,
      'ANY /v1/leads/{id}/answers': answers,
      'ANY /v1/leads/{id}/misroutes/{rep}': answers,
    });
  });

  it('is created after the routes that it has settings for', () => {
    const routeIds = Object.entries(resources('AWS::ApiGatewayV2::Route'));
    const limited = Object.keys(stage?.Properties.RouteSettings as object).map(
      (key) => routeIds.find(([, { Properties }]) => Properties.RouteKey === key)?.[0],
    );
    expect(stage?.DependsOn).toEqual(expect.arrayContaining(limited));
  });

  it('publishes no metrics per route, each of which would be billed', () => {
    expect(JSON.stringify(stage?.Properties)).not.toContain('"DetailedMetricsEnabled":true');
  });

  it('logs no path, query, address or header: paths contain hook keys and answer links', () => {
    const [Format] = findValues('Format', stage?.Properties);
    expect(Format).toContain('$context.routeKey');
    expect(Format).not.toMatch(/path|query|sourceIp|userAgent|header|identity/i);
  });
});
