import { describe, expect, it } from 'vitest';
import { InMemoryLeadStore } from '../../../shared/adapters/in-memory/in-memory-lead-store.ts';
import { InMemoryRepStore } from '../../../shared/adapters/in-memory/in-memory-rep-store.ts';
import { createWorld } from '../../../shared/adapters/in-memory/in-memory-world.ts';
import { CachedRepStore } from '../../../shared/adapters/in-process/cached-rep-store.ts';
import { repStoreContract } from '../contracts/rep-store-contract.ts';

describe('with a cache', () => {
  repStoreContract(async () => {
    const world = createWorld();
    const reps = new CachedRepStore({ store: new InMemoryRepStore(world), ttlMilliseconds: 10_000, clock: () => 0 });
    return { leads: new InMemoryLeadStore(world), reps };
  });
});

it('a rep store with a cache uses holidays for the TTL', async () => {
  const time = { now: 0 };
  const others = new InMemoryRepStore(createWorld());
  const reps = new CachedRepStore({ store: others, ttlMilliseconds: 10_000, clock: () => time.now });
  expect(await reps.holidays('DE')).toEqual([]);
  await others.saveHolidays('DE', ['2026-12-25']);
  time.now = 9_999;
  expect(await reps.holidays('DE')).toEqual([]);
  time.now = 10_000;
  expect(await reps.holidays('DE')).toEqual(['2026-12-25']);
});
