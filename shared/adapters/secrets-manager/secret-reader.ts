import { Allowance } from '../in-process/allowance.ts';
import type { FetchSecret } from './fetch-secret.ts';

/** Cache TTL of a secret, in milliseconds. A rotated secret is noticed after this time. */
const SECRET_TTL_MILLISECONDS = 60_000;

/**
 * How often a secret is read again because what was kept did not match: ten times, then once in two seconds. Anybody can
 * send what does not match; by this they cannot cause a call each. The ten are for whoever comes with a new secret
 * shortly after.
 */
const REFRESHES = { burst: 10, intervalMilliseconds: 2_000 };

/** Reads secrets and caches each for a minute. Otherwise a warm function would pay for one call per request. */
export class SecretReader {
  readonly #fetchText: FetchSecret;
  readonly #clock: () => number;
  readonly #cache = new Map<string, { readonly text: string; readonly until: number }>();
  readonly #reading = new Map<string, Promise<string>>();
  readonly #refreshes = new Map<string, Allowance>();

  /** `clock`: epoch milliseconds. */
  constructor(options: { readonly fetch: FetchSecret; readonly clock: () => number }) {
    this.#fetchText = options.fetch;
    this.#clock = options.clock;
  }

  /** Returns the secret's text; several who ask at once share one call. @throws when it cannot be read or is binary. */
  async read(arn: string): Promise<string> {
    const kept = this.#cache.get(arn);
    if (kept && kept.until > this.#clock()) return kept.text;
    return this.#load(arn);
  }

  /**
   * Returns the secret's current text, bypassing the cache. For use when the cached one did not match. Returns what was
   * read last when this happens too often.
   */
  async readFresh(arn: string): Promise<string> {
    const now = this.#clock();
    const reading = this.#reading.get(arn);
    if (reading !== undefined) return reading;
    const refreshes = this.#refreshes.get(arn) ?? new Allowance({ ...REFRESHES, now });
    this.#refreshes.set(arn, refreshes);
    return refreshes.take(now) ? this.#load(arn) : this.read(arn);
  }

  /** Several who ask at once share one call. */
  #load(arn: string): Promise<string> {
    const reading = this.#reading.get(arn) ?? this.#fetch(arn).finally(() => this.#reading.delete(arn));
    this.#reading.set(arn, reading);
    return reading;
  }

  async #fetch(arn: string): Promise<string> {
    const text = await this.#fetchText(arn);
    if (text === undefined) throw new Error('a secret is not text');
    this.#cache.set(arn, { text, until: this.#clock() + SECRET_TTL_MILLISECONDS });
    return text;
  }
}
