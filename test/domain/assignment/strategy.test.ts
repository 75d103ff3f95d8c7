import { describe, expect, it } from 'vitest';
import { createLedger } from '../../../shared/domain/assignment/fairness/ledger.ts';
import { turnWeightsOf } from '../../../shared/domain/assignment/strategy.ts';
import { aTeam } from '../../support/builders/plan.ts';
import { aRep } from '../../support/builders/rep.ts';
import { someBestTerms, someTurnWeights } from '../../support/builders/turn-weights.ts';
import { aCandidate, counts, decide, leads, placed } from './team.ts';

const uneven = [3, 1, 0].map((weight, index) => aCandidate({ id: ['ada', 'bo', 'cy'][index], teams: { sdr: weight } }));

describe('weighted turns', () => {
  it('follow the weights; 0 takes no turns', () => {
    expect(counts(decide({ batch: leads(8), candidates: uneven }))).toEqual({ ada: 6, bo: 2 });
  });
});

describe('turns by results', () => {
  const team = aTeam({ turn: 'best', best: someBestTerms() });
  const weights = someTurnWeights({
    reps: {
      ada: { factor: 1.5, leads: 90, hits: 40, expected: 30 },
      bo: { factor: 0.75, leads: 90, hits: 20, expected: 30 },
    },
  });
  const equal = ['ada', 'bo', 'cy'].map((id) => aCandidate({ id }));

  it('multiply the own weight by what results say; who has none keeps it', () => {
    const decided = decide({ batch: leads(13), candidates: equal, team, weights });
    expect(counts(decided)).toEqual({ ada: 6, cy: 4, bo: 3 });
    expect(decided.record.candidates.map(({ weight }) => weight)).toEqual([1.5, 0.75, 1]);
    const experienced = decide({ candidates: uneven, team, weights }).record;
    expect(experienced.candidates.map(({ weight }) => weight)).toEqual([4.5, 0.75, 0]);
  });

  it('are kept with the decision, of its candidates alone', () => {
    const { record } = decide({ candidates: [aCandidate({ id: 'bo', teams: { sdr: 2 } })], team, weights });
    const { version, at, terms } = weights;
    expect(record.weights).toEqual({ version, at, terms, reps: { bo: { ...weights.reps.bo, own: 2 } } });
  });

  it('are as weighted turns before there are results', () => {
    expect(counts(decide({ batch: leads(8), candidates: uneven, team }))).toEqual({ ada: 6, bo: 2 });
  });

  it('do not concern other strategies', () => {
    const decided = decide({ batch: leads(3), candidates: equal, team: aTeam(), weights });
    expect(counts(decided)).toEqual({ ada: 1, bo: 1, cy: 1 });
    expect(decided.record).not.toHaveProperty('weights');
  });

  it('settle the ledger by the same weights', () => {
    const reps = [aRep({ id: 'ada', teams: { sdr: 2 } }), aRep({ id: 'cy' })];
    expect([...turnWeightsOf(team, reps, weights)]).toEqual([
      ['ada', 3],
      ['cy', 1],
    ]);
  });
});

describe('a round robin', () => {
  const team = aTeam({ turn: 'round_robin' });

  it('counts everybody equally; 0 still takes no turns', () => {
    const decided = decide({ batch: leads(8), candidates: uneven, team });
    expect(counts(decided)).toEqual({ ada: 4, bo: 4 });
    expect(decided.record.candidates.map(({ weight }) => weight)).toEqual([1, 1, 0]);
  });

  it('posts to the ledger', () => {
    expect(decide({ team }).ledger.version).toBe(1);
  });
});

describe('least loaded', () => {
  const team = aTeam({ turn: 'least_loaded', cap: { open: 10 } });
  const holding = (id: string, open: number, own: Parameters<typeof aCandidate>[0] = {}) =>
    aCandidate({ id, load: { open, ...own?.load }, cap: own?.cap });

  it('chooses the lowest share of the cap in use, and counts the leads it assigns', () => {
    const candidates = [holding('ada', 4), holding('bo', 6, { cap: { open: 20 } })];
    expect(placed(decide({ team, batch: leads(4), candidates }))).toEqual([
      'lead-0 bo',
      'lead-1 bo',
      'lead-2 ada',
      'lead-3 bo',
    ]);
  });

  it('chooses the rep with the fewest slots in use when somebody has no cap', () => {
    const candidates = [holding('ada', 4), holding('bo', 6)];
    expect(placed(decide({ team: { ...team, cap: {} }, candidates }))).toEqual(['lead-0 ada']);
    const mixed = [holding('ada', 4, { cap: { open: 5 } }), holding('bo', 5)];
    expect(placed(decide({ team: { ...team, cap: {} }, candidates: mixed }))).toEqual(['lead-0 ada']);
  });

  it('breaks ties by slots in use, then recent leads, then the smaller id', () => {
    const half = [holding('ada', 4, { cap: { open: 8 } }), holding('bo', 3, { cap: { open: 6 } })];
    expect(placed(decide({ team, candidates: half }))).toEqual(['lead-0 bo']);
    const lately = [
      holding('ada', 2, { load: { days: { '2026-11-20': 3 } } }),
      holding('bo', 2, { load: { days: { '2026-11-22': 2 } } }),
    ];
    expect(placed(decide({ team, candidates: lately }))).toEqual(['lead-0 bo']);
    expect(placed(decide({ team, candidates: [holding('bo', 2), holding('ada', 2)] }))).toEqual(['lead-0 ada']);
  });

  it('neither reads nor changes the ledger', () => {
    const ledger = createLedger('sdr');
    const owed = { credit: 5, received: 0, earned: 5, adjusted: 0 };
    const withCredit = { ...ledger, entries: { hot: { bo: owed, ada: { ...owed, credit: -5, earned: -5 } } } };
    const decided = decide({ team, ledger: withCredit, candidates: [holding('ada', 1), holding('bo', 2)] });
    expect(decided.assignments).toMatchObject([{ rep: 'ada', creditBefore: -5 }]);
    expect(decided.ledger).toBe(withCredit);
  });

  it('skips a weight of 0, as the other strategies do', () => {
    expect(counts(decide({ team: { ...team, cap: {} }, batch: leads(3), candidates: uneven }))).toEqual({
      ada: 2,
      bo: 1,
    });
  });
});

describe('the turn weights of a team', () => {
  const reps = [
    aRep({ id: 'ada', teams: { sdr: 3 } }),
    aRep({ id: 'bo', teams: { sdr: 0 } }),
    aRep({ id: 'cy', teams: { ae: 1 } }),
    aRep({ id: 'dee', active: false }),
  ];

  it('include everybody who has not left, even with weight 0', () => {
    expect([...turnWeightsOf(aTeam(), reps)]).toEqual([
      ['ada', 3],
      ['bo', 0],
    ]);
    expect([...turnWeightsOf(aTeam({ turn: 'round_robin' }), reps)]).toEqual([
      ['ada', 1],
      ['bo', 0],
    ]);
  });
});
