import { describe, expect, it } from 'vitest';
import { decideAgain, LOST_RACE } from '../../shared/use-cases/decide-again.ts';

const limits = { maxAttempts: 3, failure: 'lead kept changing' };

describe('decideAgain', () => {
  it('decides until a decision loses no race', async () => {
    expect(await decideAgain(limits, async (attempt) => (attempt < 3 ? LOST_RACE : attempt))).toBe(3);
  });

  it('throws after the last lost race', async () => {
    const attempts: number[] = [];
    const losing = decideAgain(limits, async (attempt) => {
      attempts.push(attempt);
      return LOST_RACE;
    });
    await expect(losing).rejects.toThrow('lead kept changing');
    expect(attempts).toEqual([1, 2, 3]);
  });

  it('does not decide again after an error', async () => {
    let attempts = 0;
    const failing = decideAgain(limits, async () => {
      attempts += 1;
      throw new Error('denied');
    });
    await expect(failing).rejects.toThrow('denied');
    expect(attempts).toBe(1);
  });
});
