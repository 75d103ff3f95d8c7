import { describe, expect, it } from 'vitest';
import { InMemorySettingsStore } from '../../../shared/adapters/in-memory/in-memory-settings-store.ts';
import { CachedSettingsStore } from '../../../shared/adapters/in-process/cached-settings-store.ts';
import { settingsStoreContract } from '../contracts/settings-store-contract.ts';

describe('with a cache', () => {
  settingsStoreContract(
    async () =>
      new CachedSettingsStore({ store: new InMemorySettingsStore(), ttlMilliseconds: 10_000, clock: () => 0 }),
  );
});

it('a settings store with a cache keeps each value for the TTL, also that there is none', async () => {
  const time = { now: 0 };
  const others = new InMemorySettingsStore();
  const settings = new CachedSettingsStore({ store: others, ttlMilliseconds: 10_000, clock: () => time.now });
  expect(await settings.read('notify')).toBeUndefined();
  expect(await settings.read('mode')).toEqual({ mode: 'live' });
  await others.save('notify', { url: 'https://reps.example/notices' });
  await others.save('mode', { mode: 'shadow' });
  time.now = 9_999;
  expect([await settings.read('notify'), await settings.read('mode')]).toEqual([undefined, { mode: 'live' }]);
  time.now = 10_000;
  expect(await settings.read('mode')).toEqual({ mode: 'shadow' });
  expect(await settings.read('notify')).toEqual({ url: 'https://reps.example/notices' });
});
