import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import type { Instant } from '../domain/instant.ts';
import { millisecondsOf } from '../domain/instant.ts';
import type { Log } from './log.ts';
import { PROBLEM_TYPE, PROBLEMS, type Problem, problem, problemDocument } from './problem.ts';
import type { Runtime } from './runtime.ts';

export type HttpResult = APIGatewayProxyStructuredResultV2;
export type HttpLambda = (event: APIGatewayProxyEventV2, context: Context) => Promise<HttpResult>;

/** What the stack adds to a call. */
export interface HttpCall {
  readonly event: APIGatewayProxyEventV2;
  readonly now: Instant;
  readonly requestId: string;
  /** Has the request's id on every line. */
  readonly log: Log;
}

type Internal = { call: HttpCall };
type HttpRequest = middy.Request<APIGatewayProxyEventV2, HttpResult, Error, Context, Internal>;

/** Left of the function's time when it answers 500 by itself, so that the caller gets a problem and not the gateway's timeout. */
const ANSWER_MILLISECONDS = 200;

/** Said with every answer unless the answer says otherwise: nothing here is for caches or for guessing at. */
const HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

/**
 * The house stack around every function behind the HTTP API. One line is logged per call, with the route but never
 * the path, the query or the body; what is thrown becomes a 500 that says nothing but the request's id.
 */
export function httpHandler(runtime: Runtime, handle: (call: HttpCall) => Promise<HttpResult>): HttpLambda {
  return middy<APIGatewayProxyEventV2, HttpResult, Error, Context, Internal>({
    timeoutEarlyInMillis: ANSWER_MILLISECONDS,
  })
    .use(requestLog(runtime))
    .use(unexpectedToProblem())
    .use(houseHeaders())
    .handler((event: APIGatewayProxyEventV2) => handle(callOf(runtime, event)));
}

/** Writes a problem down as a response. */
export function problemResult(found: Problem, requestId: string): HttpResult {
  return {
    statusCode: PROBLEMS[found.kind].status,
    headers: { 'content-type': PROBLEM_TYPE, ...found.headers },
    body: JSON.stringify(problemDocument(found, requestId)),
  };
}

function callOf({ clock, log }: Runtime, event: APIGatewayProxyEventV2): HttpCall {
  const { requestId } = event.requestContext;
  return { event, now: clock(), requestId, log: log.with({ requestId, route: routeOf(event) }) };
}

/** The route as it was declared; a call that fell to a catch-all has none, and its path may say anything. */
function routeOf(event: APIGatewayProxyEventV2): string | undefined {
  return event.routeKey === '$default' ? undefined : event.routeKey;
}

function requestLog(runtime: Runtime): middy.MiddlewareObj<APIGatewayProxyEventV2, HttpResult, Error, Context, Internal> {
  const answered = ({ internal, response }: HttpRequest): void => {
    const { call } = internal;
    const status = response?.statusCode;
    const durationMs = millisecondsOf(runtime.clock()) - millisecondsOf(call.now);
    call.log.info('request_answered', { status, durationMs });
    if (status !== undefined && status >= 400) runtime.meter.add(status >= 500 ? 'RequestFailed' : 'RequestRefused');
    runtime.meter.flush();
  };
  return {
    before: ({ event, internal }: HttpRequest): void => {
      internal.call = callOf(runtime, event);
    },
    after: answered,
    onError: answered,
  };
}

function unexpectedToProblem(): middy.MiddlewareObj<APIGatewayProxyEventV2, HttpResult, Error, Context, Internal> {
  return {
    onError: (request: HttpRequest): void => {
      const { log, requestId } = request.internal.call;
      log.error('request_failed', { error: request.error });
      request.response = problemResult(problem('internal', 'The failure is logged under this request id.'), requestId);
    },
  };
}

function houseHeaders(): middy.MiddlewareObj<APIGatewayProxyEventV2, HttpResult, Error, Context, Internal> {
  const add = (request: HttpRequest): void => {
    if (!request.response) return;
    const { requestId } = request.internal.call;
    request.response.headers = { ...HEADERS, 'x-request-id': requestId, ...request.response.headers };
  };
  return { after: add, onError: add };
}
