import type { SavedSettings, SettingName, Settings } from '../../domain/settings/settings.ts';
import type { SettingsStore } from '../../ports/settings-store.ts';
import { TtlCache, type TtlOptions } from './ttl-cache.ts';

/** A settings store whose values may be as old as the TTL. A value saved through it counts at once. */
export class CachedSettingsStore implements SettingsStore {
  readonly #store: SettingsStore;
  /** Wrapped, since a setting may have no value. */
  readonly #values: TtlCache<SettingName, { readonly value: unknown }>;

  constructor({ store, ...ttl }: TtlOptions & { readonly store: SettingsStore }) {
    this.#store = store;
    this.#values = new TtlCache(ttl);
  }

  async read<Name extends SettingName>(name: Name): Promise<Settings[Name]> {
    const { value } = await this.#values.get(name, async () => ({ value: await this.#store.read(name) }));
    return value as Settings[Name];
  }

  save<Name extends SettingName>(name: Name, value: SavedSettings[Name]): Promise<void> {
    return this.#store.save(name, value).finally(() => this.#values.drop(name));
  }

  reset(name: SettingName): Promise<void> {
    return this.#store.reset(name).finally(() => this.#values.drop(name));
  }
}
