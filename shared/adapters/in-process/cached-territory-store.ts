import type { TerritoryStore, TerritoryTable } from '../../ports/territory-store.ts';
import { TtlCache, type TtlOptions } from './ttl-cache.ts';

/** A territory store whose table may be as old as the TTL. A table replaced through it counts at once. */
export class CachedTerritoryStore implements TerritoryStore {
  readonly #store: TerritoryStore;
  readonly #current: TtlCache<'current', TerritoryTable>;

  constructor({ store, ...ttl }: TtlOptions & { readonly store: TerritoryStore }) {
    this.#store = store;
    this.#current = new TtlCache(ttl);
  }

  current(): Promise<TerritoryTable> {
    return this.#current.get('current', () => this.#store.current());
  }

  replace(table: TerritoryTable): ReturnType<TerritoryStore['replace']> {
    return this.#store.replace(table).finally(() => this.#current.drop('current'));
  }
}
