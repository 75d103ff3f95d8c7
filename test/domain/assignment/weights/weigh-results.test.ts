import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BandResult, weighResults } from '../../../../shared/domain/assignment/weights/weigh-results.ts';

const TERMS = { sample: 30, atMost: 1.5 };

function ofBand(band: string, results: Readonly<Record<string, readonly [leads: number, hits: number]>>): BandResult[] {
  return Object.entries(results).map(([rep, [leads, hits]]) => ({ rep, band, leads, hits }));
}

const equal = (...reps: string[]) => new Map(reps.map((rep) => [rep, 1]));

describe('weights by results', () => {
  it('give more to who wins more, as docs/fairness.md works out', () => {
    const factors = weighResults(
      ofBand('all', { ada: [120, 41], bo: [120, 30], cy: [120, 25], di: [12, 6] }),
      TERMS,
      equal('ada', 'bo', 'cy', 'di'),
    );
    expect(factors).toEqual({
      ada: { factor: 1.206, leads: 120, hits: 41, expected: expect.closeTo(32.9, 1) },
      bo: { factor: 0.954, leads: 120, hits: 30, expected: expect.closeTo(32.9, 1) },
      cy: { factor: 0.84, leads: 120, hits: 25, expected: expect.closeTo(32.9, 1) },
      di: { factor: 1, leads: 12, hits: 6, expected: expect.closeTo(3.29, 1), because: 'few_leads' },
    });
  });

  it('are no reward for hot leads: each band is compared with itself', () => {
    const results = [
      ...ofBand('hot', { ada: [100, 50], bo: [20, 10] }),
      ...ofBand('cold', { ada: [20, 1], bo: [100, 5] }),
    ];
    expect(weighResults(results, TERMS, equal('ada', 'bo'))).toMatchObject({ ada: { factor: 1 }, bo: { factor: 1 } });
    const mixed = results.map((one) => ({ ...one, band: 'all' }));
    expect(weighResults(mixed, TERMS, equal('ada', 'bo')).ada?.factor).toBeGreaterThan(1.2);
  });

  it('trust many leads more than few', () => {
    const factorAfter = (times: number) =>
      weighResults(
        ofBand('all', { ada: [40 * times, 12 * times], bo: [40 * times, 8 * times] }),
        TERMS,
        equal('ada', 'bo'),
      ).ada?.factor ?? Number.NaN;
    expect(factorAfter(1)).toBeGreaterThan(1);
    expect(factorAfter(4)).toBeGreaterThan(factorAfter(1));
    expect(factorAfter(100)).toBeGreaterThan(factorAfter(4));
    expect(factorAfter(100)).toBeCloseTo(1.2, 2);
  });

  it('say nothing where hardly anybody succeeds, nor of somebody alone', () => {
    const few = weighResults(ofBand('all', { ada: [100, 1], bo: [100, 0] }), TERMS, equal('ada', 'bo'));
    expect(few).toMatchObject({
      ada: { factor: 1, because: 'few_results' },
      bo: { factor: 1, because: 'few_results' },
    });
    const alone = weighResults(ofBand('all', { ada: [100, 50], bo: [3, 0] }), TERMS, equal('ada', 'bo'));
    expect(alone.ada).toMatchObject({ factor: 1, because: 'nobody_to_compare' });
  });

  it('count the leads of a rep who has left for the average, and give them no weight', () => {
    const factors = weighResults(
      ofBand('all', { ada: [100, 30], bo: [100, 30], gone: [100, 0] }),
      TERMS,
      equal('ada', 'bo'),
    );
    expect(Object.keys(factors)).toEqual(['ada', 'bo']);
    expect(factors.ada).toMatchObject({ factor: 1, expected: 20 });
  });

  it('leave everybody without leads at their own weight', () => {
    expect(weighResults([], TERMS, equal('ada'))).toEqual({
      ada: { factor: 1, leads: 0, hits: 0, expected: 0, because: 'few_leads' },
    });
  });
});

const cell = fc.record({ leads: fc.integer({ min: 0, max: 300 }), part: fc.double({ min: 0, max: 1, noNaN: true }) });
const reps = fc.array(fc.record({ weight: fc.integer({ min: 0, max: 5 }), hot: cell, cold: cell }), {
  minLength: 1,
  maxLength: 8,
});
const terms = fc.record({
  sample: fc.integer({ min: 1, max: 100 }),
  atMost: fc.integer({ min: 110, max: 300 }).map((hundredths) => hundredths / 100),
});
type Drawn = typeof reps extends fc.Arbitrary<infer Value> ? Value : never;

function resultsOf(drawn: Drawn): BandResult[] {
  return drawn.flatMap(({ hot, cold }, index) =>
    Object.entries({ hot, cold }).map(([band, { leads, part }]) => ({
      rep: `rep-${index}`,
      band,
      leads,
      hits: Math.round(leads * part),
    })),
  );
}

const weightsOf = (drawn: Drawn) => new Map(drawn.map(({ weight }, index) => [`rep-${index}`, weight]));

describe('weights by any results', () => {
  it('are within the bounds, and exactly the own weight below the sample', () => {
    fc.assert(
      fc.property(reps, terms, (drawn, given) => {
        for (const { factor, leads } of Object.values(weighResults(resultsOf(drawn), given, weightsOf(drawn)))) {
          expect(factor).toBeGreaterThanOrEqual(1 / given.atMost);
          expect(factor).toBeLessThanOrEqual(given.atMost);
          if (leads < given.sample) expect(factor).toBe(1);
        }
      }),
    );
  });

  it('keep the sum of the weights, to within the rounding to thousandths', () => {
    fc.assert(
      fc.property(reps, terms, (drawn, given) => {
        const factors = weighResults(resultsOf(drawn), given, weightsOf(drawn));
        const own = drawn.reduce((sum, { weight }) => sum + weight, 0);
        const after = drawn.reduce(
          (sum, { weight }, index) => sum + weight * (factors[`rep-${index}`]?.factor ?? 0),
          0,
        );
        expect(Math.abs(after - own)).toBeLessThanOrEqual(own * 0.001);
      }),
    );
  });

  it('expect as many successes of all together as there were', () => {
    fc.assert(
      fc.property(reps, terms, (drawn, given) => {
        const rows = Object.values(weighResults(resultsOf(drawn), given, weightsOf(drawn)));
        const hits = rows.reduce((sum, row) => sum + row.hits, 0);
        expect(rows.reduce((sum, row) => sum + row.expected, 0)).toBeCloseTo(hits, 6);
      }),
    );
  });

  it('never give less to the better of two reps with the same leads', () => {
    fc.assert(
      fc.property(reps, terms, cell, cell, cell, cell, (drawn, given, hot, cold, more, less) => {
        const twins = [
          { weight: 1, hot: { ...hot, part: Math.max(more.part, less.part) }, cold },
          { weight: 1, hot: { ...hot, part: Math.min(more.part, less.part) }, cold },
        ];
        const all = [...twins, ...drawn];
        const factors = weighResults(resultsOf(all), given, weightsOf(all));
        expect(factors['rep-0']?.factor).toBeGreaterThanOrEqual(factors['rep-1']?.factor ?? Number.NaN);
      }),
    );
  });
});

describe('luck', () => {
  it('moves weights less than half as far as the raw results would, among reps who are equally good', () => {
    const spreads = { weights: 0, ratios: 0 };
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 60, maxLength: 60 }), {
          minLength: 5,
          maxLength: 5,
        }),
        (rolls) => {
          const results = rolls.map((own, index) => ({
            rep: `rep-${index}`,
            band: 'all',
            leads: own.length,
            // One lead of ten is won, whoever has it.
            hits: own.filter((roll) => roll === 0).length,
          }));
          const factors = weighResults(results, TERMS, new Map(results.map(({ rep }) => [rep, 1])));
          for (const { factor, hits, expected } of Object.values(factors)) {
            if (expected === 0) continue;
            spreads.weights += (factor - 1) ** 2;
            spreads.ratios += (hits / expected - 1) ** 2;
          }
        },
      ),
      { seed: 46, numRuns: 300 },
    );
    expect(Math.sqrt(spreads.weights / spreads.ratios)).toBeLessThan(0.5);
  });
});
