import type { APIGatewayRequestAuthorizerEventV2, Context } from 'aws-lambda';
import type { Instant } from '../../domain/instant.ts';
import { eventHandler } from '../lambda/invocation.ts';
import type { Runtime } from '../lambda/runtime.ts';
import { holderOf, isKeyOf, parseApiKey, type StoredKey } from './api-key.ts';
import { bearerToken } from './constant-time.ts';
import { type AuthorizerContext, authorizerContext, type Principal } from './principal.ts';

/** Where stored keys are looked up. */
export interface ApiKeys {
  byId(id: string): Promise<StoredKey | undefined>;
}

/** The result of checking a caller's credentials. */
export type Identified =
  | { readonly outcome: 'known'; readonly principal: Principal }
  | {
      readonly outcome: 'refused';
      readonly because: 'no_key' | 'not_a_key' | 'other_environment' | 'unknown_key' | 'revoked';
    };

/** Identifies the caller from the `Authorization` header. */
export async function identify(
  authorization: string | undefined,
  options: { readonly keys: ApiKeys; readonly environment: string; readonly now: Instant },
): Promise<Identified> {
  const key = bearerToken(authorization);
  if (key === undefined) return refused('no_key');
  const parsed = parseApiKey(key);
  if (parsed === undefined) return refused('not_a_key');
  if (parsed.environment !== options.environment) return refused('other_environment');
  const stored = await options.keys.byId(parsed.id);
  if (stored === undefined || !isKeyOf(key, stored)) return refused('unknown_key');
  if (stored.revokedAt !== undefined && stored.revokedAt <= options.now) return refused('revoked');
  const principal = holderOf(stored);
  return principal === undefined ? refused('unknown_key') : { outcome: 'known', principal };
}

/** Simple response of an HTTP API's Lambda authorizer. */
export interface AuthorizerResponse {
  readonly isAuthorized: boolean;
  readonly context: AuthorizerContext;
}

/**
 * The Lambda authorizer of the API. It only identifies the caller; each route decides on permissions. If the authorizer
 * denied a call, the gateway would answer with a bare 403 instead of a problem. An unknown caller is passed on
 * anonymously, and {@link principalOf} turns that into a 401 on every route that is not public. Attach it without an
 * identity source and without caching: then a call without a header also gets a problem, and a revoked key is refused
 * at once.
 */
export function authorizerHandler(
  runtime: Runtime,
  options: { readonly keys: ApiKeys; readonly environment: string },
): (event: APIGatewayRequestAuthorizerEventV2, context: Context) => Promise<AuthorizerResponse> {
  return eventHandler(runtime, async (event: APIGatewayRequestAuthorizerEventV2, { now, log }) => {
    const authorization = event.headers?.authorization ?? event.headers?.Authorization;
    const identified = await identify(authorization, { ...options, now });
    if (identified.outcome === 'known') return { isAuthorized: true, context: authorizerContext(identified.principal) };
    log.warn('caller_refused', { outcome: identified.because });
    return { isAuthorized: true, context: authorizerContext(undefined) };
  });
}

function refused(because: Extract<Identified, { outcome: 'refused' }>['because']): Identified {
  return { outcome: 'refused', because };
}
