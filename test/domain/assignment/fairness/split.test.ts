import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UNITS_PER_LEAD } from '../../../../shared/domain/assignment/fairness/ledger.ts';
import { splitByWeight } from '../../../../shared/domain/assignment/fairness/split.ts';
import { weightsOf } from './turns.ts';

describe('splitting one lead by weight', () => {
  it('gives each rep their share', () => {
    expect([
      ...splitByWeight(
        UNITS_PER_LEAD,
        new Map([
          ['ada', 3],
          ['bo', 1],
        ]),
      ),
    ]).toEqual([
      ['ada', 750_000_000],
      ['bo', 250_000_000],
    ]);
  });

  it('gives the rest to the largest remainder, then to the smaller id', () => {
    expect(
      Object.fromEntries(
        splitByWeight(
          UNITS_PER_LEAD,
          new Map([
            ['cy', 1],
            ['ada', 1],
            ['bo', 1],
          ]),
        ),
      ),
    ).toEqual({
      ada: 333_333_334,
      bo: 333_333_333,
      cy: 333_333_333,
    });
    expect(
      Object.fromEntries(
        splitByWeight(
          10,
          new Map([
            ['ada', 5],
            ['bo', 6],
          ]),
        ),
      ),
    ).toEqual({ ada: 5, bo: 5 });
    expect(
      Object.fromEntries(
        splitByWeight(
          10,
          new Map([
            ['ada', 4],
            ['bo', 7],
          ]),
        ),
      ),
    ).toEqual({ ada: 4, bo: 6 });
  });

  it('rounds weights to thousandths', () => {
    expect(
      Object.fromEntries(
        splitByWeight(
          1000,
          new Map([
            ['ada', 0.5],
            ['bo', 0.125],
          ]),
        ),
      ),
    ).toEqual({ ada: 800, bo: 200 });
    expect(splitByWeight(UNITS_PER_LEAD, new Map([['ada', 0.0004]])).size).toBe(0);
  });

  it('omits reps without weight, and is empty when nobody has a weight', () => {
    expect([
      ...splitByWeight(
        UNITS_PER_LEAD,
        new Map([
          ['ada', 0],
          ['bo', 2],
        ]),
      ),
    ]).toEqual([['bo', UNITS_PER_LEAD]]);
    expect(
      splitByWeight(
        UNITS_PER_LEAD,
        new Map([
          ['ada', 0],
          ['bo', -1],
        ]),
      ).size,
    ).toBe(0);
    expect(splitByWeight(UNITS_PER_LEAD, new Map()).size).toBe(0);
  });

  it('sums exactly to the amount, with each part less than one unit off its quota, and mirrors negative amounts', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -50 * UNITS_PER_LEAD, max: 50 * UNITS_PER_LEAD }),
        fc.array(fc.oneof(fc.integer({ min: 0, max: 9 }), fc.double({ min: 0.001, max: 9000, noNaN: true })), {
          minLength: 1,
          maxLength: 60,
        }),
        (amount, list) => {
          const weights = weightsOf(list);
          const thousandths = list.map((weight) => Math.round(weight * 1000));
          const total = thousandths.reduce((a, b) => a + b, 0);
          fc.pre(total > 0);
          const parts = splitByWeight(amount, weights);
          expect([...parts.values()].reduce((a, b) => a + b, 0)).toBe(amount);
          for (const [index, rep] of [...weights.keys()].entries()) {
            const part = BigInt(parts.get(rep) ?? 0) * BigInt(total);
            const quota = BigInt(amount) * BigInt(thousandths[index] ?? 0);
            const off = part > quota ? part - quota : quota - part;
            expect(off < BigInt(total)).toBe(true);
          }
          for (const [rep, part] of splitByWeight(-amount, weights)) expect(part).toBe(0 - (parts.get(rep) ?? 0));
        },
      ),
    );
  });
});

/** The split written rep by rep, as its definition says. */
function splitOneByOne(amount: number, weights: ReadonlyMap<string, number>): Record<string, number> {
  const shares = [...weights].map(([rep, weight]) => ({ rep, weight: BigInt(Math.max(0, Math.round(weight * 1000))) }));
  const some = shares.filter(({ weight }) => weight > 0n);
  const total = some.reduce((sum, { weight }) => sum + weight, 0n);
  const size = BigInt(Math.abs(amount));
  const parts = some.map(({ rep, weight }) => ({
    rep,
    whole: (size * weight) / total,
    rest: (size * weight) % total,
  }));
  const left = Number(size - parts.reduce((sum, { whole }) => sum + whole, 0n));
  parts.sort((a, b) => (a.rest === b.rest ? (a.rep < b.rep ? -1 : 1) : a.rest > b.rest ? -1 : 1));
  const sign = amount < 0 ? -1 : 1;
  return Object.fromEntries(parts.map(({ rep, whole }, at) => [rep, sign * (Number(whole) + (at < left ? 1 : 0)) + 0]));
}

describe('splitting by groups of one weight', () => {
  it('gives everybody what splitting rep by rep gives', () => {
    const reps = fc.uniqueArray(
      fc.tuple(fc.string({ maxLength: 3 }), fc.constantFrom(0, 0.0001, 0.5, 1, 1, 2, 3, 1.337, 7)),
      {
        selector: ([rep]) => rep,
        maxLength: 40,
      },
    );
    const amount = fc.oneof(fc.constant(UNITS_PER_LEAD), fc.integer({ min: -1000, max: 1000 }));
    fc.assert(
      fc.property(reps, amount, (pairs, units) => {
        const weights = new Map(pairs);
        const split = splitByWeight(units, weights);
        expect(new Map([...split].toSorted())).toEqual(
          new Map(Object.entries(splitOneByOne(units, weights)).toSorted()),
        );
      }),
    );
  });
});
