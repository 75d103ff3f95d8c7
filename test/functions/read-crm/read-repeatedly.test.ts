import { expect, it } from 'vitest';
import { readRepeatedly } from '../../../functions/read-crm/read-repeatedly.ts';
import { QUIET_MILLISECONDS } from '../../../functions/read-crm/take-webhook.ts';

it('reads at once, and for the last time after calls that started no reading of their own', async () => {
  let now = 0;
  const readAt: number[] = [];
  const wait = async (seconds: number) => {
    now += seconds;
  };
  await readRepeatedly(async () => void readAt.push(now), wait);
  expect(readAt).toEqual([0, 5, 12]);
  expect(now * 1000).toBeGreaterThan(QUIET_MILLISECONDS);
});
