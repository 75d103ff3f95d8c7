import { createHash } from 'node:crypto';
import pRetry, { AbortError } from 'p-retry';
import type { EnrichmentSettings } from '../../domain/settings/settings.ts';
import type { CompanyProvider, ProviderAnswer } from '../../ports/company-provider.ts';
import { RequestError, requestWithLimits } from '../http/limited-request.ts';
import { providerAddressOf } from './provider-address.ts';
import { readProviderAnswer } from './provider-answer.ts';

/** Time and size limits for calls to a provider. */
export interface ProviderLimits {
  /** For one call. */
  readonly maxCallMilliseconds: number;
  /** For all calls about one company, including waits. */
  readonly maxTotalMilliseconds: number;
  /** Wait before the first retry. Doubles with each retry, with jitter. */
  readonly firstRetryWaitMilliseconds: number;
  readonly maxRetries: number;
  readonly maxBytes: number;
}

const DEFAULT_LIMITS: ProviderLimits = {
  maxCallMilliseconds: 2_000,
  maxTotalMilliseconds: 5_000,
  firstRetryWaitMilliseconds: 200,
  maxRetries: 2,
  maxBytes: 64 * 1024,
};

/** Failures after which the same request may succeed. */
const TRANSIENT_CODES: readonly string[] = ['timeout', 'unreachable', 'status_408', 'status_425', 'status_429'];

/**
 * Queries a provider over HTTPS, by the contract in docs/enrichment.md: `GET <url>?domain=…` with a bearer secret,
 * answered in JSON.
 */
export class HttpCompanyProvider implements CompanyProvider {
  readonly questionCode: string;
  readonly #settings: EnrichmentSettings;
  readonly #secrets: () => Promise<readonly string[]>;
  readonly #local: boolean;
  readonly #limits: ProviderLimits;

  constructor(options: {
    readonly settings: EnrichmentSettings;
    /** The provider's secrets, newest first: a former one is used while the provider refuses the newest. */
    readonly secrets: () => Promise<readonly string[]>;
    /** In the local cloud a provider may run on this machine, without TLS. */
    readonly local: boolean;
    readonly limits?: Partial<ProviderLimits>;
  }) {
    this.#settings = options.settings;
    const { url, fields } = options.settings;
    const asked = JSON.stringify([url, Object.entries(fields).sort()]);
    this.questionCode = createHash('sha256').update(asked).digest('hex').slice(0, 16);
    this.#secrets = options.secrets;
    this.#local = options.local;
    this.#limits = { ...DEFAULT_LIMITS, ...options.limits };
  }

  async lookUp(domain: string): Promise<ProviderAnswer> {
    const to = providerAddressOf(this.#settings, domain, { local: this.#local });
    if ('because' in to) return { outcome: 'failed', because: to.because };
    const [newest = '', ...former] = await this.#secrets();
    const deadline = Date.now() + this.#limits.maxTotalMilliseconds;
    let answer = await this.#lookUpWith(newest, to.address, deadline);
    for (const secret of former) if (isRefused(answer)) answer = await this.#lookUpWith(secret, to.address, deadline);
    return answer;
  }

  async #lookUpWith(secret: string, address: URL, deadline: number): Promise<ProviderAnswer> {
    const { maxRetries, firstRetryWaitMilliseconds } = this.#limits;
    try {
      return await pRetry(() => this.#lookUpOnce(address, `Bearer ${secret}`, deadline), {
        retries: maxRetries,
        minTimeout: firstRetryWaitMilliseconds,
        randomize: true,
        signal: AbortSignal.timeout(Math.max(1, deadline - Date.now())),
      });
    } catch (error) {
      return { outcome: 'failed', because: error instanceof LookUpError ? error.because : 'timeout' };
    }
  }

  /** @throws {LookUpError} for transient failures, {AbortError} for permanent ones. */
  async #lookUpOnce(address: URL, authorization: string, deadline: number): Promise<ProviderAnswer> {
    const { maxCallMilliseconds, maxBytes } = this.#limits;
    const answer = await requestWithLimits({
      address,
      headers: { authorization, accept: 'application/json', 'user-agent': 'baton' },
      timeoutMilliseconds: Math.max(1, Math.min(maxCallMilliseconds, deadline - Date.now())),
      maxBytes,
      allowPrivate: this.#local,
    }).catch((error: unknown) => throwLookUpError(error instanceof RequestError ? error.because : 'unreachable'));
    if (answer.status === 404) return { outcome: 'unknown' };
    if (answer.status !== 200) return throwLookUpError(`status_${answer.status}`);
    const facts = readProviderAnswer(answer.body, this.#settings.fields);
    return facts ? { outcome: 'found', facts } : throwLookUpError('unreadable');
  }
}

/** The provider does not accept the secret. */
function isRefused(answer: ProviderAnswer): boolean {
  return answer.outcome === 'failed' && ['status_401', 'status_403'].includes(answer.because);
}

/** A failed request, by its code only. */
class LookUpError extends Error {
  override readonly name = 'AskFailed';
  readonly because: string;

  constructor(because: string) {
    super(because);
    this.because = because;
  }
}

function throwLookUpError(because: string): never {
  const error = new LookUpError(because);
  throw TRANSIENT_CODES.includes(because) || because.startsWith('status_5') ? error : new AbortError(error);
}
