import { expect, it } from 'vitest';
import { eachByItself } from '../../../functions/wiring/each-by-itself.ts';

const take = async (item: number) => {
  if (item < 0) throw new Error(`${item}`);
  return `took ${item}`;
};
const failed = (error: unknown) => `failed ${String(error)}`;

it('returns a result for each item in order, including those that failed', async () => {
  expect(await eachByItself([1, -2, 3], { take, failed })).toEqual(['took 1', 'failed Error: -2', 'took 3']);
  expect(await eachByItself([], { take, failed })).toEqual([]);
});

it('fails as a whole when every item failed, so that the caller retries', async () => {
  await expect(eachByItself([-1, -2], { take, failed })).rejects.toThrow('-1');
});
