import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { type Instant, secondsBetween } from '../../domain/instant.ts';
import { scrubError } from '../telemetry/error-report.ts';
import type { Log } from '../telemetry/log.ts';
import type { Meter } from '../telemetry/metrics.ts';
import type { Runtime } from './runtime.ts';

/** What every handler not behind the HTTP API gets besides its input. */
export interface Invocation {
  /** Read once, at the start of the invocation. */
  readonly now: Instant;
  readonly requestId: string;
  /** Logs the request's id on every line. */
  readonly log: Log;
  readonly meter: Meter;
  /** Milliseconds until Lambda ends this invocation. */
  remainingMilliseconds(): number;
}

type EventLambda<Event, Result> = (event: Event, context: Context) => Promise<Result>;

/**
 * The standard middleware stack of every function called by a queue, a stream, a bus, a schedule or a state machine.
 * Logs each run that failed, the others only at level DEBUG, and flushes metrics. Rethrows errors without their messages, because Lambda logs them and Step
 * Functions stores them.
 */
export function createEventHandler<Event, Result>(
  runtime: Runtime,
  handle: (event: Event, invocation: Invocation) => Promise<Result>,
): EventLambda<Event, Result> {
  const stack = middy<Event, Result, Error, Context, { startedAt: Instant }>({ timeoutEarlyInMillis: 0 })
    .use(logRuns(runtime))
    .use(scrubErrors(runtime))
    .handler((event: Event, context: Context) => handle(event, invocationOf(runtime, context)));
  return (event, context) => stack(event, context);
}

function invocationOf({ clock, log, meter }: Runtime, context: Context): Invocation {
  const requestId = context.awsRequestId;
  return {
    now: clock(),
    requestId,
    log: log.with({ requestId }),
    meter,
    remainingMilliseconds: () => context.getRemainingTimeInMillis(),
  };
}

type Middleware = middy.MiddlewareObj<unknown, unknown, Error, Context, { startedAt: Instant }>;
type Request = middy.Request<unknown, unknown, Error, Context, { startedAt: Instant }>;

function logRuns({ clock, log, meter }: Runtime): Middleware {
  const logEnd = (outcome: 'done' | 'failed', { context, internal }: Request): void => {
    const durationMs = secondsBetween(internal.startedAt, clock()) * 1000;
    log.debug('run_ended', { requestId: context.awsRequestId, outcome, durationMs });
    meter.flush();
  };
  return {
    before: ({ internal }: Request): void => {
      internal.startedAt = clock();
    },
    after: (request: Request) => logEnd('done', request),
    onError: (request: Request) => logEnd('failed', request),
  };
}

/** middy rethrows the request's error if no middleware handled it; by then it has been scrubbed. */
function scrubErrors({ log }: Runtime): Middleware {
  return {
    onError: (request: Request): void => {
      log.error('run_failed', { requestId: request.context.awsRequestId, error: request.error });
      request.error = scrubError(request.error);
    },
  };
}
