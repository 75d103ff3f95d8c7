import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  calculateWaitSeconds,
  delaySecondsUntil,
  MAX_DELAY_SECONDS,
  MAX_WEBHOOK_ATTEMPTS,
} from '../../../shared/domain/webhooks/retry.ts';

const waits = (random: number) =>
  Array.from({ length: MAX_WEBHOOK_ATTEMPTS - 1 }, (_, at) => calculateWaitSeconds(at + 1, random));

it('waits three times as long each time, up to eleven hours', () => {
  expect(waits(1)).toEqual([5, 15, 45, 135, 405, 1215, 3645, 10_935, 32_805, 39_600]);
});

it('continues for most of a day, whatever the random numbers', () => {
  const sum = (random: number) => waits(random).reduce((total, wait) => total + wait, 0) / 3600;
  expect(sum(0)).toBeGreaterThan(16);
  expect(sum(1)).toBeLessThan(26);
});

it('shortens each wait by a third at most, and never exceeds half a day', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, random) => {
      const wait = calculateWaitSeconds(attempt, random);
      expect(wait).toBeLessThanOrEqual(calculateWaitSeconds(attempt, 1));
      expect(wait).toBeGreaterThanOrEqual(calculateWaitSeconds(attempt, 1) * 0.69);
      expect(wait).toBeLessThan(12 * 3600);
      expect(Number.isInteger(wait) && wait > 0).toBe(true);
    }),
  );
});

it('holds a message back until it is due, as far as a queue can', () => {
  const now = '2026-11-23T09:00:00.000Z';
  expect(delaySecondsUntil('2026-11-23T09:00:04.200Z', now)).toBe(5);
  expect(delaySecondsUntil('2026-11-23T12:00:00.000Z', now)).toBe(MAX_DELAY_SECONDS);
  expect(delaySecondsUntil('2026-11-23T08:00:00.000Z', now)).toBe(0);
});
