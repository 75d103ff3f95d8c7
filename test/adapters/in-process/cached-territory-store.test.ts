import { describe, expect, it } from 'vitest';
import { InMemoryTerritoryStore } from '../../../shared/adapters/in-memory/in-memory-territory-store.ts';
import { createWorld } from '../../../shared/adapters/in-memory/in-memory-world.ts';
import { CachedTerritoryStore } from '../../../shared/adapters/in-process/cached-territory-store.ts';
import { territoryStoreContract } from '../contracts/territory-store-contract.ts';

describe('with a cache', () => {
  territoryStoreContract(
    async () =>
      new CachedTerritoryStore({
        store: new InMemoryTerritoryStore(createWorld()),
        ttlMilliseconds: 10_000,
        clock: () => 0,
      }),
  );
});

it('a territory store with a cache uses a table for the TTL', async () => {
  const time = { now: 0 };
  const others = new InMemoryTerritoryStore(createWorld());
  const territories = new CachedTerritoryStore({ store: others, ttlMilliseconds: 10_000, clock: () => time.now });
  expect(await territories.current()).toMatchObject({ version: 0 });
  await others.replace({ version: 1, rows: [] });
  time.now = 9_999;
  expect(await territories.current()).toMatchObject({ version: 0 });
  time.now = 10_000;
  expect(await territories.current()).toMatchObject({ version: 1 });
});
