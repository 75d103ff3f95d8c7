import { describe, expect, it } from 'vitest';
import { takeTurn } from '../../../../shared/domain/assignment/fairness/largest-credit.ts';
import { ledgerEntryOf, UNITS_PER_LEAD } from '../../../../shared/domain/assignment/fairness/ledger.ts';
import { creditOf, longestRun, playLowestCount, playTurns, repName, turn, weightsOf } from './turns.ts';

const REPEAT = (weights: ReadonlyMap<string, number>, times: number) => Array.from({ length: times }, () => weights);
const [ADA, BO, CY] = ['ada', 'bo', 'cy'];

describe('taking turns by largest credit', () => {
  it('lets everybody eligible earn their share, and the chosen rep pay one lead', () => {
    const { chosen, entries } = turn(
      {},
      new Map([
        [ADA, 3],
        [BO, 1],
      ]),
    );
    expect(chosen).toBe(ADA);
    expect(entries).toEqual({
      ada: { credit: -250_000_000, received: UNITS_PER_LEAD, earned: 750_000_000, adjusted: 0 },
      bo: { credit: 250_000_000, received: 0, earned: 250_000_000, adjusted: 0 },
    });
  });

  it('returns what the chosen rep was owed before', () => {
    const first = turn({}, weightsOf([1, 1]));
    expect(first.creditBefore).toBe(0);
    expect(turn(first.entries, weightsOf([1, 1]))).toMatchObject({
      chosen: repName(1),
      creditBefore: UNITS_PER_LEAD / 2,
    });
  });

  it('is a plain round robin with equal weights', () => {
    const { chosen } = playTurns(REPEAT(weightsOf([1, 1, 1]), 9));
    expect(chosen.map((rep) => Number(rep.slice(-1)))).toEqual([0, 1, 2, 0, 1, 2, 0, 1, 2]);
  });

  it('spreads unequal weights instead of bunching them', () => {
    const { chosen } = playTurns(
      REPEAT(
        new Map([
          ['a', 5],
          ['b', 1],
          ['c', 1],
        ]),
        14,
      ),
    );
    expect(chosen.join('')).toBe('aabacaaaabacaa');
  });

  it('never gives 30 leads at once to one of two equal reps', () => {
    const { chosen } = playTurns(REPEAT(weightsOf([1, 1]), 30));
    expect(chosen.filter((rep) => rep === repName(0))).toHaveLength(15);
    expect(longestRun(chosen, repName(0))).toBe(1);
  });

  it('gives a single rep every lead, with no credit or debt', () => {
    const { chosen, entries } = playTurns(REPEAT(new Map([[ADA, 2]]), 5));
    expect(chosen).toEqual([ADA, ADA, ADA, ADA, ADA]);
    expect(entries).toEqual({
      ada: { credit: 0, received: 5 * UNITS_PER_LEAD, earned: 5 * UNITS_PER_LEAD, adjusted: 0 },
    });
  });

  it('chooses nobody when nobody has a weight', () => {
    expect(takeTurn({}, new Map())).toBeUndefined();
    expect(takeTurn({}, new Map([[ADA, 0]]))).toBeUndefined();
  });

  it('does not mistake inherited object properties for ledger entries', () => {
    expect(
      turn(
        {},
        new Map([
          ['constructor', 1],
          ['toString', 1],
        ]),
      ).entries.constructor,
    ).toMatchObject({ adjusted: 0 });
  });
});

describe('at a tie of credits', () => {
  const owed = (credit: number, received: number) => ({ credit, received, earned: credit + received, adjusted: 0 });

  it('the larger weight goes first', () => {
    // After earning, both have a credit of 0.75 leads.
    const entries = {
      ada: owed(0.5 * UNITS_PER_LEAD, 0),
      bo: owed(0, 0),
      cy: owed(-0.5 * UNITS_PER_LEAD, UNITS_PER_LEAD),
    };
    expect(
      turn(
        entries,
        new Map([
          [ADA, 1],
          [BO, 3],
        ]),
      ).chosen,
    ).toBe(BO);
  });

  it('then the rep who received the fewest', () => {
    const entries = { ada: owed(0, 2 * UNITS_PER_LEAD), bo: owed(0, UNITS_PER_LEAD), cy: owed(0, 3 * UNITS_PER_LEAD) };
    // With three equal shares the remaining billionth goes to `ada`; with four this is a true tie.
    const weights = new Map([
      [ADA, 1],
      [BO, 1],
      [CY, 1],
      ['dee', 1],
    ]);
    expect(turn({ ...entries, dee: owed(0, 4 * UNITS_PER_LEAD) }, weights).chosen).toBe(BO);
  });

  it('then the smaller id, in whatever order they are passed', () => {
    expect(
      turn(
        {},
        new Map([
          [BO, 1],
          [ADA, 1],
        ]),
      ).chosen,
    ).toBe(ADA);
    expect(
      turn(
        {},
        new Map([
          [ADA, 1],
          [BO, 1],
        ]),
      ).chosen,
    ).toBe(ADA);
  });
});

describe('joining, leaving and absences', () => {
  const everybody = weightsOf([1, 1, 1, 1]);
  const away = repName(3);
  const withoutOne = new Map([...everybody].filter(([rep]) => rep !== away));

  it('freezes the credit of reps who are not eligible', () => {
    const before = playTurns(REPEAT(everybody, 6)).entries;
    const { entries } = playTurns(REPEAT(withoutOne, 50), before);
    expect(ledgerEntryOf(entries, away)).toEqual(ledgerEntryOf(before, away));
    expect(creditOf(entries, away)).not.toBe(0);
  });

  it('does not flood a rep who returns from an absence, as lowest-count routing would', () => {
    const absence = [...REPEAT(everybody, 40), ...REPEAT(withoutOne, 300)];
    const back = REPEAT(everybody, 120);
    const before = playTurns(absence).entries;
    const { chosen } = playTurns(back, before);
    expect(longestRun(chosen, away)).toBe(1);
    expect(chosen.filter((rep) => rep === away)).toHaveLength(30);

    const counts = new Map<string, number>();
    playLowestCount(absence, counts);
    expect(longestRun(playLowestCount(back, counts), away)).toBe(100);
  });

  it('starts new reps at zero and does not flood them, as lowest-count routing would', () => {
    const before = playTurns(REPEAT(withoutOne, 300)).entries;
    expect(before[away]).toBeUndefined();
    const { chosen } = playTurns(REPEAT(everybody, 120), before);
    expect(longestRun(chosen, away)).toBe(1);
    expect(chosen.filter((rep) => rep === away)).toHaveLength(30);

    const counts = new Map<string, number>();
    playLowestCount(REPEAT(withoutOne, 300), counts);
    expect(longestRun(playLowestCount(REPEAT(everybody, 120), counts), away)).toBe(100);
  });
});
