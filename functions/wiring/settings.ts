import { SettingsTable } from '../../shared/adapters/dynamodb/settings-table.ts';
import { CachedSettingsStore } from '../../shared/adapters/in-process/cached-settings-store.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { createDatabase } from './database.ts';

/** Creates the settings alone, for a function that mostly finds nothing to do. */
export function createSettingsStore(): CachedSettingsStore {
  const { REPS_TABLE, SETTINGS_CACHE_SECONDS } = readEnv('REPS_TABLE', 'SETTINGS_CACHE_SECONDS');
  const store = new SettingsTable({ db: createDatabase(), table: REPS_TABLE });
  return new CachedSettingsStore({ store, ttlMilliseconds: Number(SETTINGS_CACHE_SECONDS) * 1000, clock: Date.now });
}
