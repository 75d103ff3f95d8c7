import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { expect, it } from 'vitest';
import { KeptChangingError, StoreError, StoreUnavailableError } from '../../../shared/ports/store-error.ts';
import { createHttpHandler } from '../../../shared/runtime/http/http-handler.ts';
import type { Log } from '../../../shared/runtime/telemetry/log.ts';
import { MONDAY } from '../../support/builders/moment.ts';

const EVENT = { routeKey: 'POST /v1/leads', requestContext: { requestId: 'r1' } } as APIGatewayProxyEventV2;
const CONTEXT = { getRemainingTimeInMillis: () => 30_000 } as Context;

/** Answers a call whose handler throws this, and collects the codes of the log lines. */
async function answerWhenThrown(thrown: Error) {
  const codes: string[] = [];
  const log = { with: () => log, ...recorder(codes) } as Log;
  const meter = { add: () => undefined, flush: () => undefined };
  const handler = createHttpHandler({ log, meter, clock: () => MONDAY }, () => Promise.reject(thrown));
  const answer = await handler(EVENT, CONTEXT);
  return { codes, status: answer.statusCode, headers: answer.headers, body: JSON.parse(answer.body ?? '{}') as object };
}

function recorder(codes: string[]) {
  const write = (code: string) => {
    codes.push(code);
  };
  return { debug: write, info: write, warn: write, error: write };
}

it.each([new KeptChangingError('lead l1 kept changing'), new StoreUnavailableError('TimeoutError')])(
  'answers 503 with the time to try again when the store is busy: %s',
  async (thrown) => {
    const { status, headers, body, codes } = await answerWhenThrown(thrown);
    expect([status, headers?.['retry-after']]).toEqual([503, '1']);
    expect(body).toMatchObject({ type: '/problems/unavailable', status: 503 });
    expect(JSON.stringify(body)).not.toContain('l1');
    expect(codes).toEqual(['request_postponed', 'request_answered']);
  },
);

it.each([new StoreError('AccessDeniedException'), new Error('a defect')])(
  'answers 500 for what trying again does not mend: %s',
  async (thrown) => {
    const { status, headers, body, codes } = await answerWhenThrown(thrown);
    expect([status, headers?.['retry-after']]).toEqual([500, undefined]);
    expect(body).toMatchObject({ type: '/problems/internal' });
    expect(codes).toEqual(['request_failed', 'request_answered']);
  },
);
