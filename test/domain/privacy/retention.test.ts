import { describe, expect, it } from 'vitest';
import { bodyCutoffOf, cutoffOf, lastHeardOf } from '../../../shared/domain/privacy/retention.ts';
import { aLead } from '../../support/builders/lead.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';

describe('the cutoff of an age', () => {
  it.each([
    ['2026-11-23T09:00:00.000Z', { count: 90, unit: 'd' }, '2026-08-25T09:00:00.000Z'],
    ['2026-11-23T09:00:00.000Z', { count: 2, unit: 'w' }, '2026-11-09T09:00:00.000Z'],
    ['2026-11-23T09:00:00.000Z', { count: 24, unit: 'mo' }, '2024-11-23T09:00:00.000Z'],
    ['2026-01-31T09:00:00.000Z', { count: 2, unit: 'mo' }, '2025-11-30T09:00:00.000Z'],
    ['2026-03-31T09:00:00.000Z', { count: 1, unit: 'mo' }, '2026-02-28T09:00:00.000Z'],
    ['2028-02-29T09:00:00.000Z', { count: 1, unit: 'y' }, '2027-02-28T09:00:00.000Z'],
  ] as const)('from %s, %j back, is %s', (now, age, cutoff) => {
    expect(cutoffOf(now, age)).toBe(cutoff);
  });
});

describe('a closed lead', () => {
  it('was last heard of when it closed, or by a later touchpoint', () => {
    const closed = aLead('closed');
    const later = { touch: 'webinar', source: 'website', at: minutesAfterMonday(5) };
    expect(lastHeardOf(closed)).toBe(MONDAY);
    expect(lastHeardOf({ ...closed, touchpoints: [later, ...closed.touchpoints] })).toBe(later.at);
  });

  it.each(['received', 'queued', 'assigned', 'working', 'nurturing'] as const)('is not a %s one', (stage) => {
    expect(lastHeardOf(aLead(stage))).toBeUndefined();
  });
});

describe('received bodies go', () => {
  const days = (count: number) => ({ count, unit: 'd' }) as const;
  it.each([
    ['as the environment says, without a word in the plan', {}, 90, false],
    ['by the plan, when it is shorter', { rawBody: days(30) }, 30, true],
    ['by the environment, when the plan is longer', { rawBody: days(400) }, 90, false],
    ['with the lead they became', { closedLead: days(60) }, 60, true],
  ])('%s', (_, ages, expected, isByPlan) => {
    expect(bodyCutoffOf(MONDAY, { ...ages, eraseKeeps: [] }, 90)).toEqual({
      cutoff: cutoffOf(MONDAY, days(expected)),
      isByPlan,
    });
  });
});
