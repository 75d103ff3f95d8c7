import { describe, expect, it } from 'vitest';
import { factorOf, weightsInForce } from '../../../../shared/domain/assignment/weights/turn-weights.ts';
import { someBestTerms, someTurnWeights } from '../../../support/builders/turn-weights.ts';

describe('the factors in force', () => {
  const weights = someTurnWeights();

  it('are those computed by the present terms of the team, so that no other bounds apply', () => {
    expect(weightsInForce({ best: someBestTerms() }, weights)).toBe(weights);
    for (const other of [
      { by: 'conversion' },
      { overDays: 91 },
      { settledDays: 2 },
      { sample: 31 },
      { atMost: 1.2 },
    ] as const)
      expect(weightsInForce({ best: someBestTerms(other) }, weights)).toBeUndefined();
    expect(weightsInForce({}, weights)).toBeUndefined();
    expect(weightsInForce({ best: someBestTerms() }, undefined)).toBeUndefined();
  });

  it('are 1 for a rep without one', () => {
    expect(factorOf(weights, 'kim')).toBe(1.125);
    expect(factorOf(weights, 'new')).toBe(1);
    expect(factorOf(weights, 'toString')).toBe(1);
    expect(factorOf(undefined, 'kim')).toBe(1);
  });
});
