import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { RouteDefinition } from './route.ts';

/** The matching route, or the methods that the path supports. */
export type RouteMatch<Route> =
  | { readonly outcome: 'found'; readonly route: Route; readonly params: Readonly<Record<string, string>> }
  | { readonly outcome: 'other_method'; readonly allowed: readonly string[]; readonly isSigned?: true }
  | { readonly outcome: 'none' };

interface MatchableRoute {
  readonly definition: Pick<RouteDefinition, 'method' | 'path'> & Partial<Pick<RouteDefinition, 'roles'>>;
}

/**
 * Finds the route of a call: the gateway's choice if it names one of our routes, otherwise by method and path. So it
 * also works behind a catch-all and without a gateway. Fixed path segments take precedence over parameters.
 */
export function matchRoute<Route extends MatchableRoute>(
  routes: readonly Route[],
  event: APIGatewayProxyEventV2,
): RouteMatch<Route> {
  const chosen = routes.find(({ definition }) => `${definition.method} ${definition.path}` === event.routeKey);
  if (chosen) return { outcome: 'found', route: chosen, params: keepDefinedParams(event.pathParameters) };
  const parts = segmentsOf(stripStage(event));
  const onPath = routes
    .map((route) => ({ route, params: paramsOf(segmentsOf(route.definition.path), parts) }))
    .filter(
      (candidate): candidate is { route: Route; params: Record<string, string> } => candidate.params !== undefined,
    )
    .sort((a, b) => Object.keys(a.params).length - Object.keys(b.params).length);
  const found = onPath.find(({ route }) => route.definition.method === event.requestContext.http.method);
  if (found) return { outcome: 'found', ...found };
  if (onPath.length === 0) return { outcome: 'none' };
  const allowed = [...new Set(onPath.map(({ route }) => route.definition.method))];
  const isSigned = onPath.some(({ route }) => route.definition.roles === 'signed');
  return { outcome: 'other_method', allowed, ...(isSigned && { isSigned }) };
}

/** Outside the default stage the path starts with the stage's name. */
function stripStage({ rawPath, requestContext: { stage } }: APIGatewayProxyEventV2): string {
  return stage !== '$default' && rawPath.startsWith(`/${stage}/`) ? rawPath.slice(stage.length + 1) : rawPath;
}

function segmentsOf(path: string): readonly string[] {
  return path.split('/').filter((part) => part !== '');
}

function paramsOf(pattern: readonly string[], parts: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== parts.length) return undefined;
  const params: Record<string, string> = {};
  for (const [at, expected] of pattern.entries()) {
    const part = decodeSegment(parts[at]);
    if (part === undefined) return undefined;
    if (expected.startsWith('{')) params[expected.slice(1, -1)] = part;
    else if (expected !== part) return undefined;
  }
  return params;
}

function decodeSegment(part: string | undefined): string | undefined {
  try {
    return part === undefined ? undefined : decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

function keepDefinedParams(params: Readonly<Record<string, string | undefined>> | undefined): Record<string, string> {
  const entries = Object.entries(params ?? {});
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
}
