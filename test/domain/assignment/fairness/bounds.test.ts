import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  boundWhenAllEligible,
  boundWhenEligibilityVaries,
  measureBalance,
} from '../../../../shared/domain/assignment/fairness/bounds.ts';
import {
  createLedger,
  type LedgerEntries,
  UNITS_PER_LEAD,
} from '../../../../shared/domain/assignment/fairness/ledger.ts';
import { creditOf, playTurns, repName, turn, weight, weightsOf } from './turns.ts';

function serviceOf(entries: LedgerEntries) {
  const service = measureBalance({ ...createLedger('sdr'), entries: { all: entries } }).all;
  if (service === undefined) throw new Error('no account');
  return service;
}

describe('the ledger', () => {
  it('adds up after any turns of any reps: received − earned = −credit + adjusted, and the sums', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.dictionary(fc.constantFrom(...Array.from({ length: 9 }, (_, i) => repName(i))), weight, { minKeys: 1 }),
          {
            maxLength: 80,
          },
        ),
        (turns) => {
          const { after } = playTurns(turns.map((weights) => new Map(Object.entries(weights))));
          for (const [index, entries] of after.entries()) {
            const rows = Object.values(entries);
            for (const { received, earned, credit, adjusted } of rows) {
              expect([received, earned, credit, adjusted].every(Number.isSafeInteger)).toBe(true);
              expect(received - earned).toBe(-credit + adjusted);
            }
            expect(rows.reduce((sum, { received }) => sum + received, 0)).toBe((index + 1) * UNITS_PER_LEAD);
            expect(rows.reduce((sum, { earned }) => sum + earned, 0)).toBe((index + 1) * UNITS_PER_LEAD);
            expect(serviceOf(entries).isExact).toBe(true);
          }
        },
      ),
    );
  });

  it('shows when it does not add up', () => {
    const even = { credit: 0, received: UNITS_PER_LEAD, earned: UNITS_PER_LEAD, adjusted: 0 };
    expect(serviceOf({ ada: even })).toEqual({ reps: 1, isExact: true, over: 0, under: 0 });
    expect(serviceOf({ ada: { ...even, credit: 1 } }).isExact).toBe(false);
    expect(serviceOf({ ada: { ...even, credit: 1, adjusted: 1 } }).isExact).toBe(false);
    expect(serviceOf({ ada: { ...even, received: 0, credit: UNITS_PER_LEAD } }).isExact).toBe(false);
  });

  it('shows the largest deviations from the share, in leads', () => {
    const { entries } = playTurns([weightsOf([3, 1])]);
    expect(serviceOf(entries)).toEqual({ reps: 2, isExact: true, over: 0.25, under: 0.25 });
  });
});

describe('while everybody is eligible for every lead', () => {
  it('nobody is ever over by more than 1 − 1/n or under by more than H_n − 1, however the weights change', () => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 1, max: 8 })
          .chain((n) => fc.array(fc.array(weight, { minLength: n, maxLength: n }), { maxLength: 60 })),
        (turns) => {
          const bound = boundWhenAllEligible(turns[0]?.length ?? 1);
          for (const entries of playTurns(turns.map(weightsOf)).after) {
            const { over, under } = serviceOf(entries);
            expect(over).toBeLessThanOrEqual(bound.over + 1 / UNITS_PER_LEAD);
            expect(under).toBeLessThanOrEqual(bound.under);
          }
        },
      ),
    );
  });

  it.each([2, 3, 5, 10, 20])('%i reps can come this close to both bounds, so no better bound is possible', (n) => {
    // Only reps without a lead so far earn from each lead; a tiny weight keeps the others eligible.
    let entries: LedgerEntries = {};
    const served = new Set<string>();
    let mostOver = 0;
    for (let lead = 1; lead < n; lead += 1) {
      const weights = weightsOf(Array.from({ length: n }, (_, i) => (served.has(repName(i)) ? 0.001 : 10_000)));
      const taken = turn(entries, weights);
      entries = taken.entries;
      served.add(taken.chosen);
      mostOver = Math.max(mostOver, -creditOf(entries, taken.chosen));
    }
    const bound = boundWhenAllEligible(n);
    expect(serviceOf(entries).under).toBeCloseTo(bound.under, 4);
    expect(mostOver).toBeCloseTo(bound.over, 4);
  });

  it('with equal weights nobody is ever off by more than 1 − 1/n in either direction', () => {
    for (const n of [1, 2, 3, 7, 30]) {
      for (const entries of playTurns(Array.from({ length: 3 * n }, () => weightsOf(Array(n).fill(1)))).after) {
        expect(serviceOf(entries).over).toBeLessThanOrEqual(1 - 1 / n + (2 * n) / UNITS_PER_LEAD);
        expect(serviceOf(entries).under).toBeLessThanOrEqual(1 - 1 / n + (2 * n) / UNITS_PER_LEAD);
      }
    }
  });

  it('every prefix of a fixed 5:3:1:1 stays within one lead of its quota', () => {
    const weights = weightsOf([5, 3, 1, 1]);
    const { chosen } = playTurns(Array.from({ length: 200 }, () => weights));
    const counts = new Map<string, number>();
    for (const [index, rep] of chosen.entries()) {
      counts.set(rep, (counts.get(rep) ?? 0) + 1);
      for (const [one, share] of weights) {
        expect(Math.abs((counts.get(one) ?? 0) - ((index + 1) * share) / 10)).toBeLessThan(1);
      }
    }
  });
});

describe('when each lead has its own eligible reps', () => {
  it('nobody is ever off by more than n − 1 leads, whatever the order, weights and eligibility', () => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 2, max: 7 })
          .chain((n) =>
            fc.tuple(
              fc.constant(n),
              fc.array(fc.array(fc.option(weight, { nil: 0 }), { minLength: n, maxLength: n }), { maxLength: 150 }),
            ),
          ),
        ([n, turns]) => {
          const bound = boundWhenEligibilityVaries(n);
          for (const entries of playTurns(turns.filter((list) => list.some((one) => one > 0)).map(weightsOf)).after) {
            const { over, under } = serviceOf(entries);
            expect(over).toBeLessThanOrEqual(bound.over);
            expect(under).toBeLessThanOrEqual(bound.under);
          }
        },
      ),
    );
  });

  it('adversarial pairs exceed one lead, so a smaller bound does not hold', () => {
    const n = 8;
    let entries: LedgerEntries = {};
    for (let round = 0; round < 400; round += 1) {
      // The worst case: two neighbours by credit, so each turn pulls the extremes further apart.
      const order = [...weightsOf(Array(n).fill(1)).keys()].sort(
        (a, b) => creditOf(entries, b) - creditOf(entries, a) || (a < b ? -1 : 1),
      );
      const pairs = order.slice(1).map((rep, i) => [order[i] ?? rep, rep] as const);
      const [first, second] = pairs.reduce((best, pair) =>
        creditOf(entries, pair[0]) - creditOf(entries, pair[1]) <
        creditOf(entries, best[0]) - creditOf(entries, best[1])
          ? pair
          : best,
      );
      entries = turn(
        entries,
        new Map([
          [first, 1],
          [second, 1],
        ]),
      ).entries;
    }
    const { over, under } = serviceOf(entries);
    expect(Math.max(over, under)).toBeGreaterThan(boundWhenAllEligible(n).under);
    expect(Math.max(over, under)).toBeLessThanOrEqual(boundWhenEligibilityVaries(n).under);
  });
});
