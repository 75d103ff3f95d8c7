import { describe, expect, it } from 'vitest';
import { InMemorySourceStore } from '../../../shared/adapters/in-memory/in-memory-source-store.ts';
import { createWorld } from '../../../shared/adapters/in-memory/in-memory-world.ts';
import { CachedSourceStore } from '../../../shared/adapters/in-process/cached-source-store.ts';
import { aSource } from '../../support/builders/source.ts';
import { sourceStoreContract } from '../contracts/source-store-contract.ts';

describe('with a cache', () => {
  sourceStoreContract(
    async () =>
      new CachedSourceStore({ store: new InMemorySourceStore(createWorld()), ttlMilliseconds: 10_000, clock: () => 0 }),
  );
});

it('a source store with a cache uses a definition for the TTL, and finds a new source at once', async () => {
  const time = { now: 0 };
  const others = new InMemorySourceStore(createWorld());
  const sources = new CachedSourceStore({ store: others, ttlMilliseconds: 10_000, clock: () => time.now });
  const source = aSource({ key: 'the-key', version: 1 });
  expect(await sources.byKey('the-key')).toBeUndefined();
  await others.save(source);
  expect(await sources.byKey('the-key')).toMatchObject({ version: 1 });
  expect(await sources.list()).toHaveLength(1);
  await others.save({ ...source, version: 2, paused: true });
  time.now = 9_999;
  expect(await sources.byKey('the-key')).toMatchObject({ version: 1 });
  expect(await sources.list()).toMatchObject([{ version: 1 }]);
  time.now = 10_000;
  expect(await sources.byKey('the-key')).toMatchObject({ version: 2, paused: true });
  expect(await sources.list()).toMatchObject([{ version: 2 }]);
});
