import { expect, it } from 'vitest';
import { lazyPort } from '../../../functions/wiring/lazy-port.ts';

class Bell {
  readonly #rung: string[] = [];

  async ring(team: string): Promise<readonly string[]> {
    this.#rung.push(team);
    return this.#rung;
  }

  async fail(): Promise<never> {
    throw new Error('broken');
  }
}

it('loads a port with its first call, once', async () => {
  let loads = 0;
  const bell = lazyPort<Bell>(async () => {
    loads += 1;
    return new Bell();
  });
  expect(loads).toBe(0);
  await Promise.all([bell.ring('east'), bell.ring('west')]);
  expect(await bell.ring('north')).toEqual(['east', 'west', 'north']);
  expect(loads).toBe(1);
});

it('passes on what a method throws', async () => {
  await expect(lazyPort<Bell>(async () => new Bell()).fail()).rejects.toThrow('broken');
});

it('is no promise itself: an asynchronous function can return it unloaded', async () => {
  const load = () => Promise.reject<Bell>(new Error('loaded'));
  const create = async () => lazyPort<Bell>(load);
  await expect(create()).resolves.toBeTypeOf('object');
});
