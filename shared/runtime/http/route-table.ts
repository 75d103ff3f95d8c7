import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from '../../domain/lazy-zod.ts';
import { failure, type Result, success } from '../../domain/result.ts';
import { BadCursor } from '../../ports/bad-cursor.ts';
import { callerRefusalOf, type Principal, principalOf } from '../auth/principal.ts';
import { REFUSALS } from '../auth/refusal.ts';
import type { Runtime } from '../lambda/runtime.ts';
import { issuesToFieldErrors } from './field-errors.ts';
import { createHttpHandler, type HttpCall, type HttpLambda, type HttpResult, problemToResult } from './http-handler.ts';
import { type FieldError, isProblem, type Problem, problem } from './problem.ts';
import { headerOf, parseBody, readRawBody } from './request-body.ts';
import {
  type Access,
  type ApiCall,
  contentTypeOf,
  JSON_TYPE,
  type RouteDefinition,
  type RouteHandler,
  type Routes,
  type UntypedReply,
} from './route.ts';
import { matchRoute } from './route-match.ts';

/** Links may collect extra query parameters on their way, so public pages accept any. */
const AnySchema = z.unknown();
const EmptySchema = z.strictObject({});

/** One handler for each route, under the route's name. A missing, doubled or unknown one does not compile. */
export type RouteHandlers<Served extends Routes, Deps> = {
  readonly [Name in keyof Served]: RouteHandler<Served[Name], Deps>;
};

/** Returns the headers with which a browser may call signed routes from pages of an origin; undefined if it may not. */
type AllowPage<Deps> = (origin: string, deps: Deps) => Promise<Readonly<Record<string, string>> | undefined>;

/** Whether a browser asks if a page may call, before it does. */
function isPreflight({ event }: HttpCall): boolean {
  return event.requestContext.http.method === 'OPTIONS';
}

/** Creates the Lambda handler of a function that serves these routes. */
export function serveRoutes<Served extends Routes, Deps>(
  routes: Served,
  deps: Deps,
  runtime: Runtime,
  handlers: RouteHandlers<NoInfer<Served>, NoInfer<Deps>>,
  { allowPage }: { readonly allowPage?: AllowPage<NoInfer<Deps>> } = {},
): HttpLambda {
  const table = bindHandlers<Served, Deps>(routes, handlers);
  return createHttpHandler(runtime, async (call) => {
    const match = matchRoute(table, call.event);
    const origin = headerOf(call.event, 'origin');
    if (match.outcome === 'other_method' && allowPage && match.isSigned && isPreflight(call)) {
      const headers = origin === undefined ? undefined : await allowPage(origin, deps);
      if (headers) return { statusCode: 204, headers: { ...headers } };
    }
    if (match.outcome !== 'found') return problemToResult(unmatchedProblem(match, call.event), call.requestId);
    const { definition, handle } = match.route;
    const parsed = parseCall(definition, call, match.params);
    if (!parsed.ok) return problemToResult(parsed.problem, call.requestId);
    const { principal } = parsed.value;
    const log = call.log.with({
      keyId: principal?.keyId,
      personId: principal?.repId,
      role: principal?.role,
    });
    const { now, requestId } = call;
    const answer = await refuseBadCursor(parsed.value, () =>
      handle({ ...parsed.value, origin, now, requestId, log, meter: runtime.meter }, deps),
    );
    return isProblem(answer) ? problemToResult(answer, requestId) : replyToResult(definition, answer);
  });
}

interface BoundRoute<Deps> {
  readonly definition: RouteDefinition;
  handle(call: ApiCall<unknown, unknown, unknown, Access>, deps: Deps): Promise<UntypedReply | Problem>;
}

function bindHandlers<Served extends Routes, Deps>(
  routes: Served,
  handlers: RouteHandlers<Served, Deps>,
): readonly BoundRoute<Deps>[] {
  // Each call is parsed with the definition that types its handler, so the cast is safe.
  const untyped = handlers as unknown as Readonly<Record<keyof Served, BoundRoute<Deps>['handle']>>;
  return Object.keys(routes).map((name: keyof Served) => ({
    definition: routes[name] as RouteDefinition,
    handle: untyped[name],
  }));
}

/** A cursor that the store did not issue is the caller's mistake, if the caller sent one. */
async function refuseBadCursor<Answer>(
  { query, body }: ParsedCall,
  handle: () => Promise<Answer>,
): Promise<Answer | Problem> {
  try {
    return await handle();
  } catch (error) {
    const sentIn = hasCursor(query) ? 'query' : hasCursor(body) ? 'body' : undefined;
    if (sentIn === undefined || !(error instanceof BadCursor)) throw error;
    return problem('validation-failed', 'See `errors` for the invalid fields.', {
      errors: [{ in: sentIn, field: '/cursor', expected: 'the cursor from the previous page' }],
    });
  }
}

function hasCursor(part: unknown): boolean {
  return typeof part === 'object' && part !== null && 'cursor' in part && part.cursor !== undefined;
}

/** Matches `/hooks/` and similar paths that the gateway does not pass to the hooks' own function. */
const HOOKS_PATH = /^\/+hooks(?:\/|$)/i;

/** Senders give up a hook permanently on a 404, so a wrong address under /hooks gets a 401. */
function unmatchedProblem(
  match: { readonly outcome: 'none' } | { readonly outcome: 'other_method'; readonly allowed: readonly string[] },
  { rawPath }: HttpCall['event'],
): Problem {
  if (match.outcome === 'none' && HOOKS_PATH.test(rawPath))
    return problem('unauthorized', 'No source has this hook URL. Copy the URL again.');
  if (match.outcome === 'none') return problem('not-found', 'Unknown path.');
  const allow = match.allowed.join(', ');
  return problem('method-not-allowed', `This path supports ${allow}.`, { headers: { allow } });
}

interface ParsedCall {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly principal: Principal | undefined;
}

/** Parses a call. Checks the caller before reading anything else of it. */
function parseCall(
  definition: RouteDefinition,
  { event }: HttpCall,
  params: Readonly<Record<string, string>>,
): Result<ParsedCall, Problem> {
  const caller = authorizeCaller(definition.roles, event);
  if (!caller.ok) return caller;
  const body = readBody(definition, event);
  if (!body.ok) return body;
  const query = event.queryStringParameters ?? {};
  const parsed = {
    params: parsePart('path', definition.params ?? AnySchema, params),
    query: parsePart('query', definition.query ?? (definition.roles === 'public' ? AnySchema : EmptySchema), query),
    body: parsePart('body', definition.body ?? AnySchema, body.value),
  };
  const errors = Object.values(parsed).flatMap((part) => part.errors);
  if (errors.length > 0) {
    return failure(problem('validation-failed', 'See `errors` for the invalid fields.', { errors }));
  }
  return success({
    params: parsed.params.value,
    query: parsed.query.value,
    body: parsed.body.value,
    principal: caller.value,
  });
}

function authorizeCaller(access: Access, event: APIGatewayProxyEventV2): Result<Principal | undefined, Problem> {
  // The handler of a signed route checks its token, which says whose secret it must be signed with.
  if (access === 'public' || access === 'signed') return success(undefined);
  const principal = principalOf(event);
  if (principal === undefined) {
    const [kind, detail] = REFUSALS[callerRefusalOf(event)];
    const headers = { 'www-authenticate': 'Bearer realm="baton"' };
    return failure(problem(kind, detail, kind === 'unauthorized' ? { headers } : {}));
  }
  if (!access.includes(principal.role)) {
    return failure(problem('forbidden', `This requires the role ${access.join(' or ')}.`));
  }
  return success(principal);
}

function readBody(definition: RouteDefinition, event: APIGatewayProxyEventV2): Result<unknown, Problem> {
  if (definition.body === undefined) return success(undefined);
  const bytes = readRawBody(event, definition.maxBodyBytes);
  return bytes.ok ? parseBody(event, bytes.value, definition.format ?? 'json') : bytes;
}

interface ParsedPart {
  readonly value?: unknown;
  readonly errors: readonly FieldError[];
}

function parsePart(part: FieldError['in'], schema: z.ZodType, input: unknown): ParsedPart {
  const parsed = schema.safeParse(input);
  return parsed.success
    ? { value: parsed.data, errors: [] }
    : { errors: issuesToFieldErrors(part, parsed.error.issues, input) };
}

/** @throws when the route does not document the answer. That is a bug, and a 500 is better than leaking data. */
function replyToResult(definition: RouteDefinition, { status, body, headers }: UntypedReply): HttpResult {
  const schema = definition.replies[status];
  const parsed = schema?.safeParse(body);
  if (schema === undefined || !parsed?.success) throw new UndocumentedReplyError();
  if (parsed.data === undefined) return { statusCode: status, headers: { ...headers } };
  return {
    statusCode: status,
    headers: { 'content-type': contentTypeOf(schema), ...headers },
    body: contentTypeOf(schema) === JSON_TYPE ? JSON.stringify(parsed.data) : String(parsed.data),
  };
}

class UndocumentedReplyError extends Error {
  override readonly name = 'UndocumentedReply';
}
