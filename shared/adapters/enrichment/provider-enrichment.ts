import { type EnrichInput, type EnrichResult, enrich } from '../../domain/enrichment/enrich.ts';
import { addSeconds, instantOf } from '../../domain/instant.ts';
import type { CompanyCache } from '../../ports/company-cache.ts';
import type { CompanyFacts, CompanyProvider } from '../../ports/company-provider.ts';
import type { Enrichment } from '../../ports/enrichment.ts';
import { CircuitBreaker } from './circuit-breaker.ts';

const DAY_SECONDS = 24 * 3600;
/** How long a provider's answer is cached, in seconds: for a known company and for an unknown one. */
const KEPT_SECONDS = { found: 30 * DAY_SECONDS, unknown: 3 * DAY_SECONDS } as const;

interface Options {
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

interface LookedUp {
  readonly how: NonNullable<EnrichResult['lookUp']>;
  readonly facts?: CompanyFacts;
}

/**
 * Enrichment with company data from the cache or a provider. If the look-up fails, the lead is enriched without it.
 * Only a company's domain is looked up, never a free-mail domain and nothing about the person.
 */
export class ProviderEnrichment implements Enrichment {
  readonly #cache: CompanyCache;
  readonly #provider: Options['provider'];
  readonly #clock: () => number;
  readonly #breaker: CircuitBreaker;
  readonly #onFailure: Options['onFailure'];

  constructor(options: Options) {
    this.#cache = options.cache;
    this.#provider = options.provider;
    this.#clock = options.clock;
    this.#onFailure = options.onFailure;
    this.#breaker = new CircuitBreaker(options.clock);
  }

  async enrich(input: EnrichInput): Promise<EnrichResult> {
    const offline = enrich(input);
    const { domain } = offline.features;
    const { how, facts } = await this.#lookUp(typeof domain === 'string' ? domain : undefined).catch(
      (): LookedUp => ({ how: { outcome: 'failed', because: 'store' } }),
    );
    if (how.outcome === 'failed') this.#onFailure?.(how.because ?? 'unknown');
    return { ...(facts ? enrich({ ...input, company: facts }) : offline), lookUp: how };
  }

  async #lookUp(domain: string | undefined): Promise<LookedUp> {
    if (domain === undefined) return { how: { outcome: 'offline', because: 'no_company_domain' } };
    const now = instantOf(this.#clock());
    const provider = await this.#provider?.();
    if (this.#provider && !provider) return { how: { outcome: 'offline', because: 'nobody_to_ask' } };
    const kept = await this.#cache.get(domain, now);
    // A provider with other settings may have returned fewer fields. The entry is still used if the provider fails.
    if (kept && (!provider || kept.question === provider.question))
      return { how: { outcome: 'cached' }, facts: kept.facts };
    if (!provider) return { how: { outcome: 'offline', because: 'not_kept' } };
    if (!this.#breaker.allows) return { how: { outcome: 'failed', because: 'left_alone' }, facts: kept?.facts };
    const said = await provider.ask(domain);
    if (said.outcome === 'failed') {
      this.#breaker.failed();
      return { how: said, facts: kept?.facts };
    }
    this.#breaker.succeeded();
    const facts = said.outcome === 'found' ? said.facts : undefined;
    const until = addSeconds(now, KEPT_SECONDS[said.outcome]);
    // The facts count even if caching fails: the next lead of the company asks again.
    await this.#cache.keep(domain, { facts, question: provider.question, until }).catch(() => {});
    return { how: { outcome: 'fetched' }, facts };
  }
}
