import type {
  APIGatewayProxyEventV2,
  APIGatewayProxyEventV2WithLambdaAuthorizer,
  APIGatewayRequestAuthorizerEventV2,
  Context,
} from 'aws-lambda';
import type { AuthorizerContext } from '../../shared/runtime/auth/principal.ts';

/** Returns a call as API Gateway passes it on. */
export function anHttpEvent(options: {
  readonly method?: string;
  readonly path: string;
  readonly routeKey?: string;
  readonly stage?: string;
  readonly params?: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly headers?: Record<string, string>;
  /** Text is passed as text; bytes are base64-encoded, as API Gateway does for binary bodies. */
  readonly body?: string | Uint8Array;
  readonly principal?: AuthorizerContext;
}): APIGatewayProxyEventV2 {
  const { body, headers = {}, method = 'GET', path, principal, stage = '$default' } = options;
  const event: APIGatewayProxyEventV2WithLambdaAuthorizer<AuthorizerContext | undefined> = {
    version: '2.0',
    routeKey: options.routeKey ?? '$default',
    rawPath: path,
    rawQueryString: '',
    headers,
    queryStringParameters: options.query,
    pathParameters: options.params,
    isBase64Encoded: body instanceof Uint8Array,
    body: body instanceof Uint8Array ? Buffer.from(body).toString('base64') : body,
    requestContext: {
      accountId: '000000000000',
      apiId: 'api',
      domainName: 'api.example.com',
      domainPrefix: 'api',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      requestId: 'req-1=',
      routeKey: options.routeKey ?? '$default',
      stage,
      time: '21/Nov/2026:20:12:00 +0000',
      timeEpoch: 1_795_291_920_000,
      authorizer: { lambda: principal },
    },
  };
  return event;
}

/** Returns the authorizer's event for a call with these headers. */
export function anAuthorizerEvent(headers: Record<string, string>): APIGatewayRequestAuthorizerEventV2 {
  const { requestContext } = anHttpEvent({ path: '/v1/leads' });
  return {
    version: '2.0',
    type: 'REQUEST',
    routeArn: 'arn',
    identitySource: [],
    routeKey: 'GET /v1/leads',
    rawPath: '/v1/leads',
    rawQueryString: '',
    cookies: [],
    headers,
    requestContext,
  };
}

/** The Lambda context of one run. */
export const CONTEXT: Context = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'function',
  functionVersion: '1',
  invokedFunctionArn: 'arn:aws:lambda:eu-central-1:000000000000:function:function',
  memoryLimitInMB: '256',
  awsRequestId: 'run-1',
  logGroupName: 'group',
  logStreamName: 'stream',
  getRemainingTimeInMillis: () => 10_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
};

/** Callers as the authorizer passes them on. */
export const CALLERS = {
  rep: { keyId: 'k1', role: 'rep', repId: 'mia.wolf' },
  manager: { keyId: 'k2', role: 'manager', repId: 'kim' },
  admin: { keyId: 'k3', role: 'admin', repId: '' },
} as const satisfies Record<string, AuthorizerContext>;
