import { createHash } from 'node:crypto';
import pRetry, { AbortError } from 'p-retry';
import type { CompanyProvider, ProviderAnswer } from '../../ports/company-provider.ts';
import type { EnrichmentSettings } from '../../ports/settings.ts';
import { addressFor } from './allowed-address.ts';
import { GetFailed, limitedGet } from './limited-get.ts';
import { readProviderAnswer } from './provider-answer.ts';

/** Time and size limits for calls to a provider. */
export interface ProviderLimits {
  /** For one call. */
  readonly callMilliseconds: number;
  /** For all calls about one company, including waits. */
  readonly wholeMilliseconds: number;
  /** Wait before the first retry. Doubles with each retry, with jitter. */
  readonly firstWaitMilliseconds: number;
  readonly retries: number;
  readonly mostBytes: number;
}

const LIMITS: ProviderLimits = {
  callMilliseconds: 2_000,
  wholeMilliseconds: 5_000,
  firstWaitMilliseconds: 200,
  retries: 2,
  mostBytes: 64 * 1024,
};

/** Failures after which the same request may succeed. */
const PASSING: readonly string[] = ['timeout', 'unreachable', 'status_408', 'status_425', 'status_429'];

/**
 * Queries a provider over HTTPS, by the contract in docs/enrichment.md: `GET <url>?domain=…` with a bearer secret,
 * answered in JSON.
 */
export class HttpCompanyProvider implements CompanyProvider {
  readonly question: string;
  readonly #settings: EnrichmentSettings;
  readonly #secret: () => Promise<string>;
  readonly #local: boolean;
  readonly #limits: ProviderLimits;

  constructor(options: {
    readonly settings: EnrichmentSettings;
    readonly secret: () => Promise<string>;
    /** In the local cloud a provider may run on this machine, without TLS. */
    readonly local: boolean;
    readonly limits?: Partial<ProviderLimits>;
  }) {
    this.#settings = options.settings;
    const { url, fields } = options.settings;
    const asked = JSON.stringify([url, Object.entries(fields).sort()]);
    this.question = createHash('sha256').update(asked).digest('hex').slice(0, 16);
    this.#secret = options.secret;
    this.#local = options.local;
    this.#limits = { ...LIMITS, ...options.limits };
  }

  async ask(domain: string): Promise<ProviderAnswer> {
    const to = addressFor(this.#settings, domain, { local: this.#local });
    if ('because' in to) return { outcome: 'failed', because: to.because };
    const authorization = `Bearer ${await this.#secret()}`;
    const { retries, firstWaitMilliseconds, wholeMilliseconds } = this.#limits;
    const until = Date.now() + wholeMilliseconds;
    try {
      return await pRetry(() => this.#askOnce(to.address, authorization, until), {
        retries,
        minTimeout: firstWaitMilliseconds,
        randomize: true,
        signal: AbortSignal.timeout(wholeMilliseconds),
      });
    } catch (error) {
      return { outcome: 'failed', because: error instanceof AskFailed ? error.because : 'timeout' };
    }
  }

  /** @throws {AskFailed} for transient failures, {AbortError} for permanent ones. */
  async #askOnce(address: URL, authorization: string, until: number): Promise<ProviderAnswer> {
    const { callMilliseconds, mostBytes } = this.#limits;
    const answer = await limitedGet({
      address,
      headers: { authorization, accept: 'application/json', 'user-agent': 'baton' },
      timeoutMilliseconds: Math.max(1, Math.min(callMilliseconds, until - Date.now())),
      mostBytes,
      privateAllowed: this.#local,
    }).catch((error: unknown) => failed(error instanceof GetFailed ? error.because : 'unreachable'));
    if (answer.status === 404) return { outcome: 'unknown' };
    if (answer.status !== 200) return failed(`status_${answer.status}`);
    const facts = readProviderAnswer(answer.body, this.#settings.fields);
    return facts ? { outcome: 'found', facts } : failed('unreadable');
  }
}

/** A failed request, by its code only. */
class AskFailed extends Error {
  override readonly name = 'AskFailed';
  readonly because: string;

  constructor(because: string) {
    super(because);
    this.because = because;
  }
}

function failed(because: string): never {
  const error = new AskFailed(because);
  throw PASSING.includes(because) || because.startsWith('status_5') ? error : new AbortError(error);
}
