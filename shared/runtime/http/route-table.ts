import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import { failure, type Result, success } from '../../domain/result.ts';
import { type Principal, principalOf } from '../auth/principal.ts';
import type { Runtime } from '../lambda/runtime.ts';
import { fieldErrors } from './field-errors.ts';
import { type HttpCall, type HttpLambda, type HttpResult, httpHandler, problemResult } from './http-handler.ts';
import { type FieldError, isProblem, type Problem, problem } from './problem.ts';
import { parsedBody, rawBody } from './request-body.ts';
import { type Access, type AnyReply, contentTypeOf, JSON_TYPE, type Route, type RouteDefinition } from './route.ts';
import { matchRoute } from './route-match.ts';

/** Links may collect extra query parameters on their way, so public pages accept any. */
const ANYTHING = z.unknown();
const NOTHING = z.strictObject({});

/** Creates the Lambda handler of a function that serves these routes. */
export function routeTable<Deps>(routes: readonly Route<Deps>[], deps: Deps, runtime: Runtime): HttpLambda {
  return httpHandler(runtime, async (call) => {
    const match = matchRoute(routes, call.event);
    if (match.outcome !== 'found') return problemResult(unmatched(match, call.event), call.requestId);
    const { definition, handle } = match.route;
    const parsed = parsedCall(definition, call, match.params);
    if (!parsed.ok) return problemResult(parsed.problem, call.requestId);
    const { principal } = parsed.value;
    const log = call.log.with({ keyId: principal?.keyId, role: principal?.role });
    const { now, requestId } = call;
    const answer = await handle({ ...parsed.value, now, requestId, log, meter: runtime.meter }, deps);
    return isProblem(answer) ? problemResult(answer, requestId) : replyResult(definition, answer);
  });
}

/** Matches `/hooks/` and similar paths that the gateway does not pass to the hooks' own function. */
const UNDER_HOOKS = /^\/+hooks(?:\/|$)/i;

/** Senders give up a hook permanently on a 404, so a wrong address under /hooks gets a 401. */
function unmatched(
  match: { readonly outcome: 'none' } | { readonly outcome: 'other_method'; readonly allowed: readonly string[] },
  { rawPath }: HttpCall['event'],
): Problem {
  if (match.outcome === 'none' && UNDER_HOOKS.test(rawPath))
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
function parsedCall(
  definition: RouteDefinition,
  { event }: HttpCall,
  params: Readonly<Record<string, string>>,
): Result<ParsedCall, Problem> {
  const caller = callerOf(definition.roles, event);
  if (!caller.ok) return caller;
  const body = bodyOf(definition, event);
  if (!body.ok) return body;
  const query = event.queryStringParameters ?? {};
  const parsed = {
    params: parse('path', definition.params ?? ANYTHING, params),
    query: parse('query', definition.query ?? (definition.roles === 'public' ? ANYTHING : NOTHING), query),
    body: parse('body', definition.body ?? ANYTHING, body.value),
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

function callerOf(access: Access, event: APIGatewayProxyEventV2): Result<Principal | undefined, Problem> {
  if (access === 'public') return success(undefined);
  const principal = principalOf(event);
  if (principal === undefined) {
    const headers = { 'www-authenticate': 'Bearer realm="baton"' };
    return failure(problem('unauthorized', 'Send a valid API key as a bearer token.', { headers }));
  }
  if (!access.includes(principal.role)) {
    return failure(problem('forbidden', `This requires a key with the role ${access.join(' or ')}.`));
  }
  return success(principal);
}

function bodyOf(definition: RouteDefinition, event: APIGatewayProxyEventV2): Result<unknown, Problem> {
  if (definition.body === undefined) return success(undefined);
  const bytes = rawBody(event, definition.maxBodyBytes);
  return bytes.ok ? parsedBody(event, bytes.value, definition.format ?? 'json') : bytes;
}

interface ParsedPart {
  readonly value?: unknown;
  readonly errors: readonly FieldError[];
}

function parse(part: FieldError['in'], schema: z.ZodType, input: unknown): ParsedPart {
  const parsed = schema.safeParse(input);
  return parsed.success
    ? { value: parsed.data, errors: [] }
    : { errors: fieldErrors(part, parsed.error.issues, input) };
}

/** @throws when the route does not document the answer. That is a bug, and a 500 is better than leaking data. */
function replyResult(definition: RouteDefinition, { status, body, headers }: AnyReply): HttpResult {
  const schema = definition.replies[status];
  const parsed = schema?.safeParse(body);
  if (schema === undefined || !parsed?.success) throw new UndocumentedReply();
  if (parsed.data === undefined) return { statusCode: status, headers: { ...headers } };
  return {
    statusCode: status,
    headers: { 'content-type': contentTypeOf(schema), ...headers },
    body: contentTypeOf(schema) === JSON_TYPE ? JSON.stringify(parsed.data) : String(parsed.data),
  };
}

class UndocumentedReply extends Error {
  override readonly name = 'UndocumentedReply';
}
