import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { type Instant, secondsBetween } from '../../domain/instant.ts';
import { StoreUnavailableError } from '../../ports/store-error.ts';
import type { Runtime } from '../lambda/runtime.ts';
import type { Log } from '../telemetry/log.ts';
import { PROBLEM_TYPE, PROBLEMS, type Problem, problem, problemToDocument } from './problem.ts';

export type HttpResult = APIGatewayProxyStructuredResultV2;
export type HttpLambda = (event: APIGatewayProxyEventV2, context: Context) => Promise<HttpResult>;

/** What the stack adds to a call. */
export interface HttpCall {
  readonly event: APIGatewayProxyEventV2;
  readonly now: Instant;
  readonly requestId: string;
  /** Logs the request's id on every line. */
  readonly log: Log;
}

type Internal = { startedAt: Instant };
type HttpRequest = middy.Request<APIGatewayProxyEventV2, HttpResult, Error, Context, Internal>;
type HttpMiddleware = middy.MiddlewareObj<APIGatewayProxyEventV2, HttpResult, Error, Context, Internal>;

/**
 * Time reserved for the 500 answer when a function times out, in milliseconds. The caller then gets a problem instead
 * of the gateway's timeout.
 */
const TIMEOUT_RESERVE_MILLISECONDS = 200;

/** Default headers of every answer: no caching, no content sniffing. An answer may override them. */
const DEFAULT_HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

/**
 * The standard middleware stack of every function behind the HTTP API. Logs calls that were refused or failed, the others
 * only at level DEBUG, with the route but never the path, the query or the body. A thrown error becomes a 500 that reveals only the request's id; a
 * store that is busy becomes a 503 that says when to try again.
 */
export function createHttpHandler(
  runtime: Runtime,
  handle: (call: HttpCall, context: Pick<Context, 'invokedFunctionArn'>) => Promise<HttpResult>,
): HttpLambda {
  return (
    middy<APIGatewayProxyEventV2, HttpResult, Error, Context, Internal>({
      timeoutEarlyInMillis: TIMEOUT_RESERVE_MILLISECONDS,
    })
      // Answers and errors pass through these in reverse order.
      .use(logRequests(runtime))
      .use(addDefaultHeaders())
      .use(convertErrorsToProblems(runtime))
      .handler((event: APIGatewayProxyEventV2, context) => handle(callOf(runtime, event), context))
  );
}

const FAILED = problem('internal', 'The error is logged under this request id.');
const TRY_AGAIN = problem('unavailable', 'Others were changing the same data, or the store did not answer in time.', {
  headers: { 'retry-after': '1' },
});

/** Converts a problem to a response. */
export function problemToResult(found: Problem, requestId: string): HttpResult {
  return {
    statusCode: PROBLEMS[found.kind].status,
    headers: { 'content-type': PROBLEM_TYPE, ...found.headers },
    body: JSON.stringify(problemToDocument(found, requestId)),
  };
}

function callOf(runtime: Runtime, event: APIGatewayProxyEventV2): HttpCall {
  const { requestId } = event.requestContext;
  return { event, now: runtime.clock(), requestId, log: logOf(runtime, event) };
}

/** Logs the route as declared. A call matched by a catch-all has no route, and its path may contain anything. */
function logOf({ log }: Runtime, { requestContext, routeKey }: APIGatewayProxyEventV2): Log {
  return log.with({ requestId: requestContext.requestId, route: routeKey === '$default' ? undefined : routeKey });
}

function logRequests(runtime: Runtime): HttpMiddleware {
  const logAnswer = ({ event, internal, response }: HttpRequest): void => {
    const status = response?.statusCode;
    const durationMs = secondsBetween(internal.startedAt, runtime.clock()) * 1000;
    const log = logOf(runtime, event);
    const refused = status !== undefined && status >= 400 && status < 500;
    if (refused) log.info('request_refused', { status, durationMs });
    else log.debug('request_answered', { status, durationMs });
    if (status !== undefined && status >= 400) runtime.meter.add(refused ? 'RequestRefused' : 'RequestFailed');
    if (status !== undefined && status >= 500) runtime.meter.add('CallFailed');
    runtime.meter.flush();
  };
  return {
    before: ({ internal }: HttpRequest): void => {
      internal.startedAt = runtime.clock();
    },
    after: logAnswer,
    onError: logAnswer,
  };
}

function addDefaultHeaders(): HttpMiddleware {
  const add = ({ event, response }: HttpRequest): void => {
    if (!response) return;
    response.headers = { ...DEFAULT_HEADERS, 'x-request-id': event.requestContext.requestId, ...response.headers };
  };
  return { after: add, onError: add };
}

function convertErrorsToProblems(runtime: Runtime): HttpMiddleware {
  return {
    onError: (request: HttpRequest): void => {
      const { error, event } = request;
      const log = logOf(runtime, event);
      if (error instanceof StoreUnavailableError) log.warn('request_postponed', { error });
      else log.error('request_failed', { error });
      request.response = problemToResult(
        error instanceof StoreUnavailableError ? TRY_AGAIN : FAILED,
        event.requestContext.requestId,
      );
    },
  };
}
