import { describe, expect, it } from 'vitest';
import { retryTransientFailures, TransientFailure } from '../../../shared/adapters/in-process/retry.ts';

/** An attempt that throws these errors one after the other, then returns how often it was called. */
function attemptFailingWith(...errors: readonly Error[]) {
  const left = [...errors];
  let calls = 0;
  return async (): Promise<number> => {
    calls += 1;
    const error = left.shift();
    if (error) throw error;
    return calls;
  };
}

const busy = () => new TransientFailure(new Error('busy'));

describe('retryTransientFailures', () => {
  it('repeats the call until it succeeds, and waits before each retry only', async () => {
    const waited: number[] = [];
    const waitBeforeRetry = async (failed: number) => {
      waited.push(failed);
    };
    const policy = { maxAttempts: 3, waitBeforeRetry };
    expect(await retryTransientFailures(attemptFailingWith(busy(), busy()), policy)).toBe(3);
    expect(waited).toEqual([1, 2]);
    const failing = retryTransientFailures(attemptFailingWith(busy(), busy(), busy()), policy);
    await expect(failing).rejects.toEqual(new Error('busy'));
    expect(waited).toEqual([1, 2, 1, 2]);
  });

  it('does not repeat after any other error', async () => {
    const attempt = attemptFailingWith(new Error('denied'));
    await expect(retryTransientFailures(attempt, { maxAttempts: 5 })).rejects.toEqual(new Error('denied'));
    expect(await attempt()).toBe(2);
  });
});
