import type { Source, SourceStore } from '../../ports/source-store.ts';
import { TtlCache, type TtlOptions } from './ttl-cache.ts';

/** A source store whose definitions may be as old as the TTL. A source saved through it counts at once. */
export class CachedSourceStore implements SourceStore {
  readonly #store: SourceStore;
  readonly #byKey: TtlCache<string, Source>;
  readonly #list: TtlCache<'list', readonly Source[]>;

  constructor({ store, ...ttl }: TtlOptions & { readonly store: SourceStore }) {
    this.#store = store;
    this.#byKey = new TtlCache(ttl);
    this.#list = new TtlCache(ttl);
  }

  byKey(key: string): Promise<Source | undefined> {
    return this.#byKey.get(key, () => this.#store.byKey(key));
  }

  list(): Promise<readonly Source[]> {
    return this.#list.get('list', () => this.#store.list());
  }

  versions(id: string): Promise<readonly Source[]> {
    return this.#store.versions(id);
  }

  save(source: Source): Promise<'saved' | 'stale'> {
    return this.#store.save(source).finally(() => {
      // The source may have had another key before.
      this.#byKey.clear();
      this.#list.clear();
    });
  }
}
