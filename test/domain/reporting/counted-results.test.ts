import { describe, expect, it } from 'vitest';
import type { ResultMeasure } from '../../../shared/domain/plan/team.ts';
import { countedDaysOf, countedResultsOf } from '../../../shared/domain/reporting/counted-results.ts';

const counters = {
  assigned: 9,
  'turn:sdr:hot:leads': 5,
  'turn:sdr:hot:due': 4,
  'turn:sdr:hot:in_time': 3,
  'turn:sdr:hot:qualified': 2,
  'turn:sdr:hot:won': 1,
  'turn:sdr:cold:leads': 2,
  'turn:sdr-emea:hot:leads': 7,
};

describe('the results that are counted', () => {
  it.each<[ResultMeasure, number, number]>([
    ['win_rate', 5, 1],
    ['conversion', 5, 2],
    ['first_response', 4, 3],
  ])('are, by %s, %i leads with %i successes', (by, leads, hits) => {
    const results = countedResultsOf([{ rep: 'kim', counters }], { team: 'sdr', by });
    expect(results.find(({ band }) => band === 'hot')).toEqual({ rep: 'kim', band: 'hot', leads, hits });
  });

  it('are those of each rep and band in the team alone', () => {
    const rows = [
      { rep: 'kim', counters },
      { rep: 'lea', counters: { 'turn:ae:hot:leads': 3 } },
    ];
    expect(countedResultsOf(rows, { team: 'sdr', by: 'win_rate' })).toEqual([
      { rep: 'kim', band: 'cold', leads: 2, hits: 0 },
      { rep: 'kim', band: 'hot', leads: 5, hits: 1 },
    ]);
  });

  it('leave out successes of leads that were assigned before turns were counted', () => {
    const rows = [
      { rep: 'kim', counters: { 'turn:sdr:hot:won': 3, 'turn:sdr:cold:leads': 1, 'turn:sdr:cold:won': 2 } },
    ];
    expect(countedResultsOf(rows, { team: 'sdr', by: 'win_rate' })).toEqual([
      { rep: 'kim', band: 'cold', leads: 1, hits: 1 },
    ]);
  });
});

it('leads count from the day on which all of them are old enough', () => {
  const terms = { overDays: 90, settledDays: 30 };
  expect(countedDaysOf(terms, '2026-11-27T00:00:00.000Z')).toEqual({ from: '2026-08-29', to: '2026-10-27' });
  expect(countedDaysOf(terms, '2026-11-27T23:59:59.999Z')).toEqual({ from: '2026-08-29', to: '2026-10-27' });
});
