import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { type Instant, secondsBetween } from '../../domain/instant.ts';
import type { Runtime } from '../lambda/runtime.ts';
import type { Log } from '../telemetry/log.ts';
import { PROBLEM_TYPE, PROBLEMS, type Problem, problem, problemDocument } from './problem.ts';

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

type Internal = { startedAt: Instant };
type HttpRequest = middy.Request<APIGatewayProxyEventV2, HttpResult, Error, Context, Internal>;
type HttpMiddleware = middy.MiddlewareObj<APIGatewayProxyEventV2, HttpResult, Error, Context, Internal>;

/** Left of the function's time when it answers 500 by itself, so that the caller gets a problem and not the gateway's timeout. */
const ANSWER_MILLISECONDS = 200;

/** Said with every answer unless the answer says otherwise: nothing here is for caches or for guessing at. */
const HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

/**
 * The house stack around every function behind the HTTP API. One line is logged per call, with the route but never
 * the path, the query or the body; what is thrown becomes a 500 that says nothing but the request's id.
 */
export function httpHandler(runtime: Runtime, handle: (call: HttpCall) => Promise<HttpResult>): HttpLambda {
  return (
    middy<APIGatewayProxyEventV2, HttpResult, Error, Context, Internal>({ timeoutEarlyInMillis: ANSWER_MILLISECONDS })
      // What a function answers or throws passes these from the last to the first.
      .use(requestLog(runtime))
      .use(houseHeaders())
      .use(unexpectedToProblem(runtime))
      .handler((event: APIGatewayProxyEventV2) => handle(callOf(runtime, event)))
  );
}

/** Writes a problem down as a response. */
export function problemResult(found: Problem, requestId: string): HttpResult {
  return {
    statusCode: PROBLEMS[found.kind].status,
    headers: { 'content-type': PROBLEM_TYPE, ...found.headers },
    body: JSON.stringify(problemDocument(found, requestId)),
  };
}

function callOf(runtime: Runtime, event: APIGatewayProxyEventV2): HttpCall {
  const { requestId } = event.requestContext;
  return { event, now: runtime.clock(), requestId, log: logOf(runtime, event) };
}

/** With the route as it was declared; a call that fell to a catch-all has none, and its path may say anything. */
function logOf({ log }: Runtime, { requestContext, routeKey }: APIGatewayProxyEventV2): Log {
  return log.with({ requestId: requestContext.requestId, route: routeKey === '$default' ? undefined : routeKey });
}

function requestLog(runtime: Runtime): HttpMiddleware {
  const answered = ({ event, internal, response }: HttpRequest): void => {
    const status = response?.statusCode;
    const durationMs = secondsBetween(internal.startedAt, runtime.clock()) * 1000;
    logOf(runtime, event).info('request_answered', { status, durationMs });
    if (status !== undefined && status >= 400) runtime.meter.add(status >= 500 ? 'RequestFailed' : 'RequestRefused');
    runtime.meter.flush();
  };
  return {
    before: ({ internal }: HttpRequest): void => {
      internal.startedAt = runtime.clock();
    },
    after: answered,
    onError: answered,
  };
}

function houseHeaders(): HttpMiddleware {
  const add = ({ event, response }: HttpRequest): void => {
    if (!response) return;
    response.headers = { ...HEADERS, 'x-request-id': event.requestContext.requestId, ...response.headers };
  };
  return { after: add, onError: add };
}

function unexpectedToProblem(runtime: Runtime): HttpMiddleware {
  return {
    onError: (request: HttpRequest): void => {
      logOf(runtime, request.event).error('request_failed', { error: request.error });
      request.response = problemResult(
        problem('internal', 'The failure is logged under this request id.'),
        request.event.requestContext.requestId,
      );
    },
  };
}
