/** How a {@link TtlCache} keeps answers. */
export interface TtlOptions {
  /** How old an answer may be when it is used. `Infinity` for what never changes. */
  readonly ttlMilliseconds: number;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  /** The oldest answers beyond this number are dropped; default 100. */
  readonly maxEntries?: number;
}

/**
 * Keeps answers in the process for a while. Those who ask for the same thing at once share one load. Neither failures
 * nor `undefined` are kept, so that what is missing is found as soon as it exists.
 */
export class TtlCache<Key, Answer> {
  readonly #ttl: number;
  readonly #clock: () => number;
  readonly #maxEntries: number;
  readonly #kept = new Map<Key, { readonly answer: Promise<Answer | undefined>; readonly until: number }>();

  constructor({ ttlMilliseconds, clock, maxEntries = 100 }: TtlOptions) {
    this.#ttl = ttlMilliseconds;
    this.#clock = clock;
    this.#maxEntries = maxEntries;
  }

  /** Returns the kept answer, or loads it. Its age counts from the start of its load. */
  get<Loaded extends Answer | undefined>(key: Key, load: () => Promise<Loaded>): Promise<Loaded> {
    const now = this.#clock();
    const kept = this.#kept.get(key);
    if (kept && now < kept.until) return kept.answer as Promise<Loaded>;
    const answer = load();
    const entry = { answer, until: now + this.#ttl };
    this.#kept.delete(key);
    this.#kept.set(key, entry);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.#maxEntries) break;
      this.#kept.delete(oldest);
    }
    const drop = () => {
      if (this.#kept.get(key) === entry) this.#kept.delete(key);
    };
    answer.then((loaded) => (loaded === undefined ? drop() : undefined), drop);
    return answer;
  }

  /** Forgets one answer; a load under way is not kept either. */
  drop(key: Key): void {
    this.#kept.delete(key);
  }

  /** Forgets every answer. */
  clear(): void {
    this.#kept.clear();
  }
}
