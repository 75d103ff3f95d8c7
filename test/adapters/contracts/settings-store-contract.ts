import { beforeEach, describe, expect, it } from 'vitest';
import { type SavedSettings, SETTING_NAMES, SETTINGS } from '../../../shared/domain/settings/settings.ts';
import type { SettingsStore } from '../../../shared/ports/settings-store.ts';

/** A value of each setting that is not its default. */
const SAMPLES: SavedSettings = {
  mode: { mode: 'shadow' },
  notify: { url: 'https://reps.example/notices' },
  enrichment: {
    url: 'https://api.provider.example/',
    hosts: ['api.provider.example'],
    fields: { industry: 'branch' },
  },
  slack: { team: 'T0ACME', bot: 'U0BATON' },
  crm: {
    system: 'hubspot',
    url: 'https://api.hubapi.com',
    fields: { status: 'baton_status' },
    users: { 'mia.keller': '81' },
  },
};

/** Contract of every SettingsStore. */
export function settingsStoreContract(make: () => Promise<SettingsStore>): void {
  describe('settings', () => {
    let settings: SettingsStore;
    beforeEach(async () => {
      settings = await make();
    });

    it.each(SETTING_NAMES)('keep %s as saved, and return to its default', async (name) => {
      expect(SAMPLES[name]).not.toEqual(SETTINGS[name].default);
      expect(await settings.read(name)).toEqual(SETTINGS[name].default);
      await settings.save(name, SAMPLES[name]);
      expect(await settings.read(name)).toEqual(SAMPLES[name]);
      await settings.reset(name);
      await settings.reset(name);
      expect(await settings.read(name)).toEqual(SETTINGS[name].default);
    });

    it('are saved each for itself, the last value counting', async () => {
      await settings.save('notify', SAMPLES.notify);
      for (const mode of ['shadow', 'live'] as const) await settings.save('mode', { mode });
      expect(await settings.read('mode')).toEqual({ mode: 'live' });
      expect(await settings.read('notify')).toEqual(SAMPLES.notify);
      expect(await settings.read('enrichment')).toBeUndefined();
    });
  });
}
