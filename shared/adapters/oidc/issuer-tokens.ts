import { JwtVerifier } from 'aws-jwt-verify';
import {
  FetchError,
  JwksValidationError,
  JwtExpiredError,
  JwtInvalidAudienceError,
  JwtInvalidIssuerError,
  JwtInvalidSignatureAlgorithmError,
  JwtInvalidSignatureError,
  JwtNotBeforeError,
  JwtParseError,
  JwtWithoutValidKidError,
  KidNotFoundInJwksError,
  WaitPeriodNotYetEndedJwkError,
} from 'aws-jwt-verify/error';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import { decomposeUnverifiedJwt } from 'aws-jwt-verify/jwt';
import type { SignInSettings } from '../../domain/team/sign-in.ts';
import type { Refusal } from '../../runtime/auth/refusal.ts';
import type { TokenCheck, TokenVerifier } from '../../runtime/auth/sign-in.ts';
import { discoverIssuer, IssuerError, readIssuerDocument } from './issuer.ts';

/** Clocks of issuer and verifier may differ by this much. */
const CLOCK_SKEW_SECONDS = 30;
/** The issuer's document and keys are read again after this time, so that a key that it withdraws stops counting. */
const KEEP_KEYS_MS = 3600_000;

/** What each error of the library means. The first that matches counts. */
const REFUSAL_OF_ERROR = [
  [JwtParseError, 'not_a_key'],
  [JwtInvalidIssuerError, 'wrong_issuer'],
  [JwtInvalidAudienceError, 'wrong_audience'],
  [JwtInvalidSignatureAlgorithmError, 'wrong_algorithm'],
  [JwtInvalidSignatureError, 'wrong_signature'],
  [JwtExpiredError, 'token_expired'],
  [JwtNotBeforeError, 'token_not_yet_valid'],
  [JwtWithoutValidKidError, 'unknown_token_key'],
  [KidNotFoundInJwksError, 'unknown_token_key'],
  [WaitPeriodNotYetEndedJwkError, 'unknown_token_key'],
  [FetchError, 'issuer_unavailable'],
  [JwksValidationError, 'issuer_unavailable'],
  [IssuerError, 'issuer_unavailable'],
] as const satisfies readonly (readonly [abstract new (...args: never) => Error, Refusal])[];

const ALGORITHMS: readonly unknown[] = ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

/** Checks the tokens of one OpenID provider. Keeps its keys in the process. */
export class IssuerTokens implements TokenVerifier {
  readonly #settings: Pick<SignInSettings, 'issuer' | 'audience'>;
  readonly #allowHttp: boolean;
  #verifier: { readonly until: number; readonly created: ReturnType<typeof createVerifier> } | undefined;

  constructor(options: {
    readonly settings: Pick<SignInSettings, 'issuer' | 'audience'>;
    /** Only for a provider on this machine. */
    readonly allowHttp: boolean;
  }) {
    this.#settings = options.settings;
    this.#allowHttp = options.allowHttp;
  }

  async verify(token: string): Promise<TokenCheck> {
    try {
      // Refused before any key is looked up: tokens of others must not make us ask the issuer for their keys.
      const { header, payload } = decomposeUnverifiedJwt(token);
      if (payload.iss !== this.#settings.issuer) return { outcome: 'refused', because: 'wrong_issuer' };
      if (!ALGORITHMS.includes(header.alg)) return { outcome: 'refused', because: 'wrong_algorithm' };
      const claims = await (await this.#currentVerifier()).verify(token);
      if (typeof claims.exp !== 'number') return { outcome: 'refused', because: 'token_expired' };
      return { outcome: 'verified', claims };
    } catch (error) {
      const known = REFUSAL_OF_ERROR.find(([type]) => error instanceof type);
      if (known === undefined) throw error;
      return { outcome: 'refused', because: known[1] };
    }
  }

  #currentVerifier(): ReturnType<typeof createVerifier> {
    const now = performance.now();
    if (this.#verifier === undefined || this.#verifier.until <= now) {
      const made = {
        until: now + KEEP_KEYS_MS,
        created: createVerifier(this.#settings, { allowHttp: this.#allowHttp }),
      };
      this.#verifier = made;
      made.created.catch(() => {
        if (this.#verifier === made) this.#verifier = undefined;
      });
    }
    return this.#verifier.created;
  }
}

/** Creates a verifier with the keys that the issuer's document names. */
async function createVerifier(
  { issuer, audience }: Pick<SignInSettings, 'issuer' | 'audience'>,
  options: { readonly allowHttp: boolean },
) {
  const { jwks_uri: jwksUri } = await discoverIssuer(issuer, options);
  const jwksCache = new SimpleJwksCache({ fetcher: { fetch: (url) => readIssuerDocument(url, options) } });
  return JwtVerifier.create({ issuer, audience, jwksUri, graceSeconds: CLOCK_SKEW_SECONDS }, { jwksCache });
}
