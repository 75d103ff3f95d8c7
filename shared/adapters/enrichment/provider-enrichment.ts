import { type DerivedFeatures, type DeriveFeaturesInput, deriveFeatures } from '../../domain/enrichment/enrich.ts';
import { addSeconds, instantOf } from '../../domain/instant.ts';
import type { CompanyCache } from '../../ports/company-cache.ts';
import type { CompanyFacts, CompanyProvider } from '../../ports/company-provider.ts';
import type { Enricher } from '../../ports/enrichment.ts';
import { CircuitBreaker } from './circuit-breaker.ts';

const DAY_SECONDS = 24 * 3600;
/** How long a provider's answer is cached, in seconds: for a known company and for an unknown one. */
const CACHE_TTL_SECONDS = { found: 30 * DAY_SECONDS, unknown: 3 * DAY_SECONDS } as const;

interface ProviderEnricherOptions {
  readonly cache: CompanyCache;
  /**
   * Returns the provider that the settings name; undefined while none is set up. If the option is absent, only the
   * cache is used.
   */
  readonly provider?: () => Promise<CompanyProvider | undefined>;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  /** Called with the code of a failed look-up. */
  readonly onFailure?: (because: string) => void;
}

interface LookUpResult {
  readonly how: NonNullable<DerivedFeatures['lookUp']>;
  readonly facts?: CompanyFacts;
}

/**
 * Enrichment with company data from the cache or a provider. If the look-up fails, the lead is enriched without it.
 * Only a company's domain is looked up, never a free-mail domain and nothing about the person.
 */
export class ProviderEnricher implements Enricher {
  readonly #cache: CompanyCache;
  readonly #provider: ProviderEnricherOptions['provider'];
  readonly #clock: () => number;
  readonly #breaker: CircuitBreaker;
  readonly #onFailure: ProviderEnricherOptions['onFailure'];

  constructor(options: ProviderEnricherOptions) {
    this.#cache = options.cache;
    this.#provider = options.provider;
    this.#clock = options.clock;
    this.#onFailure = options.onFailure;
    this.#breaker = new CircuitBreaker(options.clock);
  }

  async enrich(input: DeriveFeaturesInput): Promise<DerivedFeatures> {
    const offline = deriveFeatures(input);
    const { domain } = offline.features;
    const { how, facts } = await this.#lookUp(typeof domain === 'string' ? domain : undefined).catch(
      (): LookUpResult => ({ how: { outcome: 'failed', because: 'store' } }),
    );
    if (how.outcome === 'failed') this.#onFailure?.(how.because ?? 'unknown');
    return { ...(facts ? deriveFeatures({ ...input, company: facts }) : offline), lookUp: how };
  }

  async #lookUp(domain: string | undefined): Promise<LookUpResult> {
    if (domain === undefined) return { how: { outcome: 'offline', because: 'no_company_domain' } };
    const now = instantOf(this.#clock());
    const provider = await this.#provider?.();
    if (this.#provider && !provider) return { how: { outcome: 'offline', because: 'no_provider' } };
    const cached = await this.#cache.get(domain, now);
    // A provider with other settings may have returned fewer fields. The entry is still used if the provider fails.
    if (cached && (!provider || cached.question === provider.questionCode))
      return { how: { outcome: 'cached' }, facts: cached.facts };
    if (!provider) return { how: { outcome: 'offline', because: 'not_cached' } };
    if (!this.#breaker.isClosed) return { how: { outcome: 'failed', because: 'circuit_open' }, facts: cached?.facts };
    const answer = await provider.lookUp(domain);
    if (answer.outcome === 'failed') {
      this.#breaker.recordFailure();
      return { how: answer, facts: cached?.facts };
    }
    this.#breaker.recordSuccess();
    const facts = answer.outcome === 'found' ? answer.facts : undefined;
    const until = addSeconds(now, CACHE_TTL_SECONDS[answer.outcome]);
    // The facts count even if caching fails: the next lead of the company asks again.
    await this.#cache.save(domain, { facts, question: provider.questionCode, until }).catch(() => {});
    return { how: { outcome: 'fetched' }, facts };
  }
}
