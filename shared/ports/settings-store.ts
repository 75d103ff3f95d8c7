import type { SavedSettings, SettingName, Settings } from '../domain/settings/settings.ts';

/** Stores the settings of an environment, changeable at any time; `SETTINGS` lists them. */
export interface SettingsStore {
  /** Returns the saved value, or the setting's default. */
  read<Name extends SettingName>(name: Name): Promise<Settings[Name]>;
  save<Name extends SettingName>(name: Name, value: SavedSettings[Name]): Promise<void>;
  /** Returns a setting to its default. Idempotent. */
  reset(name: SettingName): Promise<void>;
}
