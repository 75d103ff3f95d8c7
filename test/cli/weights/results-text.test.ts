import { expect, it } from 'vitest';
import { resultsText } from '../../../cli/weights/results-text.ts';

const results = { weight: 1.206, factor: 1.206, leads: 120, hits: 41, expected: 32.903, overDays: 90, version: 7 };

it('says what a weight came from', () => {
  expect(resultsText({ ...results, by: 'win_rate' })).toBe(
    "Weight 1.206 from 41 of 120 won, 90 days; the team's average would have been 32.9.",
  );
});

it('says why results do not count', () => {
  const few = { ...results, weight: 2, factor: 1, leads: 12, hits: 6, by: 'conversion', because: 'few_leads' } as const;
  expect(resultsText(few)).toBe("Weight 2, the rep's own: too few leads to count (6 of 12 converted, 90 days).");
});
