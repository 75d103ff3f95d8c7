import { type SavedSettings, SETTINGS, type SettingName, type Settings } from '../../domain/settings/settings.ts';
import type { SettingsStore } from '../../ports/settings-store.ts';
import type { Database } from './database.ts';
import { keys } from './keys.ts';
import { readRow } from './read-row.ts';

/** Settings of an environment, one row each, in the reps table. */
export class SettingsTable implements SettingsStore {
  readonly #db: Database;
  readonly #table: string;

  constructor(options: { readonly db: Database; readonly table: string }) {
    this.#db = options.db;
    this.#table = options.table;
  }

  async read<Name extends SettingName>(name: Name): Promise<Settings[Name]> {
    const row = await this.#db.get(this.#table, keys.setting(name));
    return row ? readRow(SETTINGS[name].schema, row) : SETTINGS[name].default;
  }

  async save<Name extends SettingName>(name: Name, value: SavedSettings[Name]): Promise<void> {
    await this.#db.put({ TableName: this.#table, Item: { ...keys.setting(name), ...value } });
  }

  async reset(name: SettingName): Promise<void> {
    await this.#db.remove(this.#table, keys.setting(name));
  }
}
