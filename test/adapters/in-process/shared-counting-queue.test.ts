import { describe, expect, it } from 'vitest';
import { SharedCountingQueue } from '../../../shared/adapters/in-process/shared-counting-queue.ts';
import type { LeadId } from '../../../shared/domain/ids.ts';

/** A queue that delays by five minutes, and what it was asked for. */
function aQueue() {
  const requests: (readonly LeadId[])[] = [];
  const world = { now: 0, down: false };
  const request = async (leads: readonly LeadId[]) => {
    if (world.down) throw new Error('down');
    requests.push(leads);
  };
  const queue = new SharedCountingQueue({ queue: { request }, delaySeconds: 300, clock: () => world.now });
  return { queue, requests, world };
}

describe('a queue of leads to count', () => {
  it('is asked once for a lead whose request still waits', async () => {
    const { queue, requests, world } = aQueue();
    await queue.request(['lead_1']);
    world.now = 269_999;
    await queue.request(['lead_1', 'lead_2']);
    expect(requests).toEqual([['lead_1'], ['lead_2']]);
  });

  it('is asked again before the request may have been taken', async () => {
    const { queue, requests, world } = aQueue();
    await queue.request(['lead_1']);
    world.now = 270_000;
    await queue.request(['lead_1']);
    expect(requests).toEqual([['lead_1'], ['lead_1']]);
  });

  it('counts the time from the request that was sent, not from one that was spared', async () => {
    const { queue, requests, world } = aQueue();
    await queue.request(['lead_1']);
    world.now = 200_000;
    await queue.request(['lead_1']);
    world.now = 300_000;
    await queue.request(['lead_1']);
    expect(requests).toHaveLength(2);
  });

  it('is asked again after a request that failed', async () => {
    const { queue, requests, world } = aQueue();
    world.down = true;
    await expect(queue.request(['lead_1'])).rejects.toThrow('down');
    world.down = false;
    await queue.request(['lead_1']);
    expect(requests).toEqual([['lead_1']]);
  });

  it('is asked again for a lead that so many others followed', async () => {
    const { queue, requests } = aQueue();
    await queue.request(['lead_0']);
    await queue.request(Array.from({ length: 10_000 }, (_, index) => `lead_${index + 1}`));
    await queue.request(['lead_0', 'lead_10000']);
    expect(requests.at(-1)).toEqual(['lead_0']);
  });
});
