import type { APIGatewayRequestAuthorizerEventV2, Context } from 'aws-lambda';
import { createEventHandler } from '../lambda/invocation.ts';
import type { Runtime } from '../lambda/runtime.ts';
import { type CallerLookups, identifyCaller } from './identify.ts';
import { type AuthorizerContext, principalToContext, refusalToContext } from './principal.ts';

/** Simple response of an HTTP API's Lambda authorizer. */
export interface AuthorizerResponse {
  readonly isAuthorized: boolean;
  readonly context: AuthorizerContext;
}

/**
 * The Lambda authorizer of the API. It only identifies the caller; each route decides on permissions. If the authorizer
 * denied a call, the gateway would answer with a bare 403 instead of a problem. An unknown caller is passed on
 * anonymously with the reason, which every route that is not public turns into a 401 or 403. Attach it without an
 * identity source and without caching: then a call without a header also gets a problem, and a revoked key is refused
 * at once.
 */
export function createAuthorizerHandler(
  runtime: Runtime,
  options: CallerLookups,
): (event: APIGatewayRequestAuthorizerEventV2, context: Context) => Promise<AuthorizerResponse> {
  return createEventHandler(runtime, async (event: APIGatewayRequestAuthorizerEventV2, { now, log }) => {
    const authorization = event.headers?.authorization ?? event.headers?.Authorization;
    const identified = await identifyCaller(authorization, { ...options, now });
    if (identified.outcome === 'known')
      return { isAuthorized: true, context: principalToContext(identified.principal) };
    log.warn('caller_refused', { outcome: identified.because });
    return { isAuthorized: true, context: refusalToContext(identified.because) };
  });
}
