import { expect, it } from 'vitest';
import { processEach } from '../../../functions/wiring/each-by-itself.ts';

const take = async (item: number) => {
  if (item < 0) throw new Error(`${item}`);
  return `took ${item}`;
};
const failed = (error: unknown) => `failed ${String(error)}`;

it('returns a result for each item in order, including those that failed', async () => {
  expect(await processEach([1, -2, 3], { process: take, onFailure: failed })).toEqual([
    'took 1',
    'failed Error: -2',
    'took 3',
  ]);
  expect(await processEach([], { process: take, onFailure: failed })).toEqual([]);
});

it('fails as a whole when every item failed, so that the caller retries', async () => {
  await expect(processEach([-1, -2], { process: take, onFailure: failed })).rejects.toThrow('-1');
});
