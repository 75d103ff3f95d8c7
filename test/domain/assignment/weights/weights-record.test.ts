import { describe, expect, it } from 'vitest';
import { keepWeights, restoreWeights } from '../../../../shared/domain/assignment/weights/weights-record.ts';
import { aRep } from '../../../support/builders/rep.ts';
import { someTurnWeights } from '../../../support/builders/turn-weights.ts';

describe('the factors kept with a decision', () => {
  const weights = someTurnWeights();
  const candidates = [
    aRep({ id: 'kim', teams: { sdr: 3 } }),
    aRep({ id: 'lea', teams: { ae: 1 } }),
    aRep({ id: 'new' }),
  ];

  it('are those of its candidates, with their own weight in the team', () => {
    const { reps } = keepWeights(weights, { team: 'sdr', candidates });
    expect(reps).toEqual({ kim: { ...weights.reps.kim, own: 3 }, lea: { ...weights.reps.lea, own: 0 } });
  });

  it('are restored as they were given', () => {
    expect(restoreWeights('sdr', keepWeights(weights, { team: 'sdr', candidates }))).toEqual(weights);
  });
});
