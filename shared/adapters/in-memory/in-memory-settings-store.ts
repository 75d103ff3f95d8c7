import { type SavedSettings, SETTINGS, type SettingName, type Settings } from '../../domain/settings/settings.ts';
import type { SettingsStore } from '../../ports/settings-store.ts';
import { copyFrozen } from './frozen-copy.ts';

/** Fake of the settings store. */
export class InMemorySettingsStore implements SettingsStore {
  #saved: Partial<SavedSettings> = {};

  async read<Name extends SettingName>(name: Name): Promise<Settings[Name]> {
    return this.#saved[name] ?? SETTINGS[name].default;
  }

  async save<Name extends SettingName>(name: Name, value: SavedSettings[Name]): Promise<void> {
    this.#saved = { ...this.#saved, [name]: copyFrozen(value) };
  }

  async reset(name: SettingName): Promise<void> {
    const { [name]: _, ...others } = this.#saved;
    this.#saved = others;
  }
}
