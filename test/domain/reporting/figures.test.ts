import { describe, expect, it } from 'vitest';
import { sumCounters } from '../../../shared/domain/reporting/counters.ts';
import { countDuration, RELATIVE_ERROR } from '../../../shared/domain/reporting/ddsketch.ts';
import { calculateFigures } from '../../../shared/domain/reporting/figures.ts';

describe('figures', () => {
  it.each([
    ['accuracy', { assignedBySystem: 80, wrong: 20 }, { count: 60, of: 80, rate: 0.75 }],
    ['attainment', { respondedInTime: 30, due: 40 }, { count: 30, of: 40, rate: 0.75 }],
    ['misroutes', { misrouted: 5, assigned: 50 }, { count: 5, of: 50, rate: 0.1 }],
    ['reassignments', { reassigned: 2, assigned: 100 }, { count: 2, of: 100, rate: 0.02 }],
    ['fallbacks', { fellBack: 1, routed: 8 }, { count: 1, of: 8, rate: 0.125 }],
    ['accountMatches', { accountMatched: 17, enriched: 20 }, { count: 17, of: 20, rate: 0.85 }],
  ] as const)('%s are a share of what could have been one', (name, counters, share) => {
    expect(calculateFigures(counters)[name]).toEqual(share);
    expect(calculateFigures({})[name]).toEqual({ count: 0, of: 0 });
  });

  it('count each way in which leads ended, with the sum of the sales', () => {
    const counters = { 'closed:converted': 3, 'closed:disqualified': 7, amountHundredths: 123_450 };
    expect(calculateFigures(counters)).toMatchObject({
      outcomes: { converted: 3, disqualified: 7 },
      amount: 1234.5,
    });
  });

  it('say of each wanted field for how many leads it is known', () => {
    const counters = { 'wanted:country': 10, 'covered:country': 9, 'wanted:industry': 10 };
    expect(calculateFigures(counters).coverage).toEqual({
      country: { count: 9, of: 10, rate: 0.9 },
      industry: { count: 0, of: 10, rate: 0 },
    });
  });

  it.each([
    ['speedToLead', 'speed'],
    ['speedAtWork', 'speedAtWork'],
    ['timeToOwner', 'timeToOwner'],
  ] as const)('have median and P95 of %s, and how many took up to how long', (name, counter) => {
    const minutes = [...Array.from({ length: 90 }, () => 2), ...Array.from({ length: 10 }, () => 40)];
    const figure = calculateFigures(sumCounters(minutes.map((some) => countDuration(counter, some * 60))))[name];
    expect(figure.count).toBe(100);
    expect(Math.abs((figure.medianSeconds ?? 0) / 120 - 1)).toBeLessThanOrEqual(RELATIVE_ERROR);
    expect(Math.abs((figure.p95Seconds ?? 0) / 2400 - 1)).toBeLessThanOrEqual(RELATIVE_ERROR);
    expect(figure.spread.filter(({ count }) => count > 0)).toEqual([
      { upToSeconds: 300, count: 90 },
      { upToSeconds: 3600, count: 10 },
    ]);
  });
});
