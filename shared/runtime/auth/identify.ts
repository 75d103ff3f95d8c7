import type { Instant } from '../../domain/instant.ts';
import { endOfKey, isKeyOf, parseApiKey, principalOfKey, type StoredApiKey } from './api-key.ts';
import { bearerTokenOf } from './constant-time.ts';
import type { Principal } from './principal.ts';
import type { Refusal } from './refusal.ts';

/** Where stored keys are looked up. */
export interface ApiKeyLookup {
  byId(id: string): Promise<StoredApiKey | undefined>;
}

/** What callers are identified by. */
export interface CallerLookups {
  readonly keys: ApiKeyLookup;
  readonly environment: string;
  /** Identifies who signed in by their token; absent when this environment has no sign-in. */
  readonly signIn?: (token: string) => Promise<IdentifyResult>;
}

/** The result of checking a caller's credentials. */
export type IdentifyResult =
  | { readonly outcome: 'known'; readonly principal: Principal }
  | { readonly outcome: 'refused'; readonly because: Refusal };

/** Identifies the caller from the `Authorization` header. */
export async function identifyCaller(
  authorization: string | undefined,
  options: CallerLookups & { readonly now: Instant },
): Promise<IdentifyResult> {
  const key = bearerTokenOf(authorization);
  if (key === undefined) return refusedResult('no_key');
  if (isSignInToken(key)) return options.signIn ? options.signIn(key) : refusedResult('sign_in_off');
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

/** Whether this looks like a token of a sign-in: three parts between dots. API keys have no dot. */
function isSignInToken(text: string): boolean {
  return text.split('.').length === 3;
}

function refusedResult(because: Refusal): IdentifyResult {
  return { outcome: 'refused', because };
}
