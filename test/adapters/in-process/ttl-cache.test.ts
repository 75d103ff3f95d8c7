import { describe, expect, it } from 'vitest';
import { TtlCache } from '../../../shared/adapters/in-process/ttl-cache.ts';

/** A cache on a clock of its own, over a source that answers with the number of its load. */
function aCache(options: { readonly maxEntries?: number } = {}) {
  const time = { now: 0 };
  const cache = new TtlCache<string, number>({ ttlMilliseconds: 1000, clock: () => time.now, ...options });
  let loads = 0;
  const load = async () => {
    loads += 1;
    return loads;
  };
  return { time, cache, load, loads: () => loads };
}

describe('a TTL cache', () => {
  it('keeps an answer until it is as old as the TTL', async () => {
    const { time, cache, load } = aCache();
    expect(await cache.get('a', load)).toBe(1);
    time.now = 999;
    expect(await cache.get('a', load)).toBe(1);
    time.now = 1000;
    expect(await cache.get('a', load)).toBe(2);
  });

  it('counts the age from the start of a slow load', async () => {
    const { time, cache, load } = aCache();
    await cache.get('a', async () => {
      time.now = 900;
      return load();
    });
    time.now = 1000;
    expect(await cache.get('a', load)).toBe(2);
  });

  it('loads once for all who ask at the same time', async () => {
    const { cache, load, loads } = aCache();
    expect(await Promise.all([cache.get('a', load), cache.get('a', load), cache.get('a', load)])).toEqual([1, 1, 1]);
    expect(loads()).toBe(1);
  });

  it('keeps neither failures nor nothing', async () => {
    const { cache, load } = aCache();
    await expect(cache.get('a', () => Promise.reject(new Error('down')))).rejects.toThrow('down');
    expect(await cache.get('a', async () => undefined)).toBeUndefined();
    expect(await cache.get('a', load)).toBe(1);
  });

  it('does not keep a load that was under way when its answer was dropped', async () => {
    const { cache, load } = aCache();
    let finish: (answer: number) => void = () => undefined;
    const slow = cache.get('a', () => new Promise<number>((resolve) => (finish = resolve)));
    cache.drop('a');
    finish(99);
    expect(await slow).toBe(99);
    expect(await cache.get('a', load)).toBe(1);
  });

  it('drops the oldest answers beyond its size', async () => {
    const { cache, load } = aCache({ maxEntries: 2 });
    for (const key of ['a', 'b', 'c']) await cache.get(key, load);
    expect(await cache.get('b', load)).toBe(2);
    expect(await cache.get('c', load)).toBe(3);
    expect(await cache.get('a', load)).toBe(4);
  });

  it('forgets everything when it is cleared', async () => {
    const { cache, load } = aCache();
    await cache.get('a', load);
    cache.clear();
    expect(await cache.get('a', load)).toBe(2);
  });
});
