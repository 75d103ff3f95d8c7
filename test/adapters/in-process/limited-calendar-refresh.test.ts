import { expect, it } from 'vitest';
import { LimitedCalendarRefresh } from '../../../shared/adapters/in-process/limited-calendar-refresh.ts';

function aRefresh(answer: (signal: AbortSignal) => Promise<void>, maxMilliseconds = 60_000) {
  const asked: (readonly string[])[] = [];
  const time = { now: 0 };
  const refresh = new LimitedCalendarRefresh({
    ask: async (reps, signal) => {
      asked.push(reps);
      await answer(signal);
    },
    maxMilliseconds,
    pauseMilliseconds: 1000,
    clock: () => time.now,
  });
  return { asked, time, refresh };
}

it('asks for each rep once in a while, however many leads ask', async () => {
  const { asked, time, refresh } = aRefresh(async () => undefined);
  expect(await refresh.refresh(['kim', 'lou'])).toBe('done');
  expect(await refresh.refresh(['kim'])).toBe('skipped');
  expect(await refresh.refresh(['lou', 'max'])).toBe('done');
  time.now = 1000;
  expect(await refresh.refresh(['kim', 'max'])).toBe('done');
  expect(asked).toEqual([['kim', 'lou'], ['max'], ['kim', 'max']]);
});

it('gives up at its limit, says so to whom it asked, and then asks no more for a while', async () => {
  const { asked, refresh } = aRefresh(() => new Promise(() => undefined), 1);
  expect(await refresh.refresh(['kim'])).toBe('skipped');
  expect(await refresh.refresh(['kim'])).toBe('skipped');
  expect(asked).toEqual([['kim']]);
  let aborted = false;
  const listening = aRefresh(async (signal) => {
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    aborted = signal.aborted;
  }, 1);
  await listening.refresh.refresh(['kim']);
  expect(aborted).toBe(true);
});

it('never throws', async () => {
  const { refresh } = aRefresh(() => Promise.reject(new Error('down')));
  expect(await refresh.refresh(['kim'])).toBe('skipped');
});
