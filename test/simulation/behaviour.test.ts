import { describe, expect, it } from 'vitest';
import { concludeBy, DEFAULT_BEHAVIOUR, spreadAround } from '../../shared/simulation/behaviour.ts';
import { createSeededRandom } from '../../shared/simulation/seeded-random.ts';
import { MONDAY } from '../support/builders/moment.ts';

describe('spreadAround', () => {
  it('has the median asked for, and never a negative time', () => {
    const random = createSeededRandom(3);
    const times = Array.from({ length: 4001 }, () => spreadAround(1200, random)).toSorted((a, b) => a - b);
    expect(times[0]).toBeGreaterThanOrEqual(0);
    expect(times[2000]).toBeGreaterThan(1100);
    expect(times[2000]).toBeLessThan(1300);
  });
});

describe('concludeBy', () => {
  it.each([
    [0.29, 'disqualified'],
    [0.31, 'not_now'],
    [0.46, 'qualified'],
    [0.66, 'converted'],
    [0.76, undefined],
  ])('concludes by shares: %d is %s', (roll, answer) => {
    expect(concludeBy(DEFAULT_BEHAVIOUR, () => roll, MONDAY)?.answer).toBe(answer);
  });
});
