import { describe, expect, it } from 'vitest';
import { addSeconds } from '../../../shared/domain/instant.ts';
import type { Scoring } from '../../../shared/domain/plan/plan.ts';
import { calculateScore } from '../../../shared/domain/routing/scoring.ts';
import { MONDAY } from '../../support/builders/moment.ts';

const DAY = 24 * 3600;
const day = (count: number) => addSeconds(MONDAY, count * DAY);
const touch = (name: string) => ({ kind: 'field', field: 'touch', test: { op: 'in', values: [name] } }) as const;

function scoring(halfLifeSeconds?: number): Scoring {
  return {
    fit: { max: 50, points: [{ when: { kind: 'field', field: 'size', test: { op: 'known' } }, add: 20 }] },
    behaviour: {
      max: 60,
      ...(halfLifeSeconds !== undefined && { halfLifeSeconds }),
      points: [
        { when: touch('demo'), add: 40 },
        { when: touch('visit'), add: 15, atMost: 2 },
        { when: touch('unsubscribe'), add: -15 },
      ],
    },
    bands: [{ band: 'cold', from: -100 }],
    mql: 40,
    sql: 60,
  };
}

const TWO_WEEKS = scoring(14 * DAY);
const at = (touches: readonly string[], days: readonly number[], now: number, by = TWO_WEEKS) =>
  calculateScore(
    by,
    { size: '9' },
    touches.map((name, index) => ({ touch: name, at: day(days[index] ?? 0) })),
    day(now),
  ).behaviour;

describe('points that decay', () => {
  it.each([
    [0, 40],
    [7, 28],
    [14, 20],
    [28, 10],
    [70, 1],
    [365, 0],
  ])('of a touchpoint halve in each half-life: after %i days %i', (days, points) => {
    expect(at(['demo'], [0], days)).toBe(points);
  });

  it('count for the newest touchpoints when there is a limit', () => {
    expect(at(['visit', 'visit', 'visit'], [0, 28, 28], 28)).toBe(30);
    expect(at(['visit', 'visit', 'visit'], [28, 0, 14], 28)).toBe(15 + 8);
  });

  it('are rounded once per condition, halves away from zero, whether added or subtracted', () => {
    expect(at(['visit', 'visit'], [0, 0], 14)).toBe(15);
    expect(at(['visit'], [0], 14)).toBe(8);
    expect(at(['unsubscribe'], [0], 14)).toBe(-8);
    expect(Object.is(at(['unsubscribe'], [0], 365), 0)).toBe(true);
  });

  it('are the same for a past moment whenever they are computed', () => {
    expect(at(['demo', 'visit'], [0, 20], 14)).toBe(at(['demo'], [0], 14));
  });

  it('never decay without a half-life, and fit points never decay', () => {
    expect(at(['demo'], [0], 3650, scoring())).toBe(40);
    expect(calculateScore(TWO_WEEKS, { size: '9' }, [], day(3650)).fit).toBe(20);
  });
});
