import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TimeQueue } from '../../shared/simulation/time-queue.ts';

describe('a queue by time', () => {
  it('yields items by time, and items of one moment in the order in which they were added', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 })), fc.integer({ min: 0, max: 9 }), (times, until) => {
        const queue = new TimeQueue<number>();
        for (const [order, time] of times.entries()) queue.add(String(time), order);
        const byTime = times.map((time, order) => ({ time, order })).toSorted((a, b) => a.time - b.time);
        const due = byTime.filter(({ time }) => time <= until).map(({ order }) => order);
        expect([...queue.takeUntil(String(until))]).toEqual(due);
        expect(queue.nextAt).toBe(byTime[due.length]?.time.toString());
      }),
    );
  });

  it('yields what is added while it is taken', () => {
    const queue = new TimeQueue<string>();
    queue.add('1', 'first');
    const seen: string[] = [];
    for (const item of queue.takeUntil('3')) {
      seen.push(item);
      if (item === 'first') queue.add('2', 'second');
    }
    expect(seen).toEqual(['first', 'second']);
  });
});
