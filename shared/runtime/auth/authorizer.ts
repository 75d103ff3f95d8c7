import type { APIGatewayRequestAuthorizerEventV2, Context } from 'aws-lambda';
import type { Instant } from '../../domain/instant.ts';
import { createEventHandler } from '../lambda/invocation.ts';
import type { Runtime } from '../lambda/runtime.ts';
import { endOfKey, isKeyOf, parseApiKey, principalOfKey, type StoredApiKey } from './api-key.ts';
import { bearerTokenOf } from './constant-time.ts';
import { type AuthorizerContext, type Principal, principalToContext, refusalToContext } from './principal.ts';
import type { Refusal } from './refusal.ts';

/** Where stored keys are looked up. */
export interface ApiKeyLookup {
  byId(id: string): Promise<StoredApiKey | undefined>;
}

/** The result of checking a caller's credentials. */
export type IdentifyResult =
  | { readonly outcome: 'known'; readonly principal: Principal }
  | { readonly outcome: 'refused'; readonly because: Refusal };

/** Identifies the caller from the `Authorization` header. */
export async function identifyCaller(
  authorization: string | undefined,
  options: { readonly keys: ApiKeyLookup; readonly environment: string; readonly now: Instant },
): Promise<IdentifyResult> {
  const key = bearerTokenOf(authorization);
  if (key === undefined) return refusedResult('no_key');
  const parsed = parseApiKey(key);
  if (parsed === undefined) return refusedResult('not_a_key');
  if (parsed.environment !== options.environment) return refusedResult('other_environment');
  const stored = await options.keys.byId(parsed.id);
  if (stored === undefined || !isKeyOf(key, stored)) return refusedResult('unknown_key');
  const end = endOfKey(stored, options.now);
  if (end !== undefined) return refusedResult(end);
  const principal = principalOfKey(stored);
  return principal === undefined ? refusedResult('unknown_key') : { outcome: 'known', principal };
}

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
  options: { readonly keys: ApiKeyLookup; readonly environment: string },
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

function refusedResult(because: Refusal): IdentifyResult {
  return { outcome: 'refused', because };
}
