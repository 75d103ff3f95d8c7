import type { TurnWeights } from '../../../shared/domain/assignment/weights/turn-weights.ts';
import type { BestTerms } from '../../../shared/domain/plan/team.ts';
import { MONDAY } from './moment.ts';

/** Terms by which results change weights: the leads won in 90 days, by half at most. */
export function someBestTerms(overrides: Partial<BestTerms> = {}): BestTerms {
  return { by: 'win_rate', overDays: 90, settledDays: 30, sample: 30, atMost: 1.5, ...overrides };
}

/** Factors of team `sdr`: the results of kim count, lea has too few. */
export function someTurnWeights(overrides: Partial<TurnWeights> = {}): TurnWeights {
  return {
    team: 'sdr',
    version: 1,
    at: MONDAY,
    terms: someBestTerms(),
    reps: {
      kim: { factor: 1.125, leads: 120, hits: 41, expected: 34.25 },
      lea: { factor: 1, leads: 3, hits: 1, expected: 0.75, because: 'few_leads' },
    },
    ...overrides,
  };
}
