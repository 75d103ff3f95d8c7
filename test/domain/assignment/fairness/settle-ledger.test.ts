import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureService } from '../../../../shared/domain/assignment/fairness/bounds.ts';
import {
  type Accounts,
  accountOf,
  accountsOf,
  emptyLedger,
  type Ledger,
  UNIT,
} from '../../../../shared/domain/assignment/fairness/ledger.ts';
import { type Owed, settle } from '../../../../shared/domain/assignment/fairness/settle-ledger.ts';
import { playTurns, repName, weight, weightsOf } from './turns.ts';

const team = { fairBy: 'band', turn: 'weighted' } as const;
const everybody = new Map([
  ['ada', 2],
  ['bo', 1],
  ['cy', 1],
]);

function ledgerWith(accounts: Accounts, key = 'hot'): Ledger {
  return { ...emptyLedger('sdr'), version: 7, accounts: { [key]: accounts } };
}

function credits(ledger: Ledger, key = 'hot') {
  return Object.fromEntries(Object.entries(accountsOf(ledger, key)).map(([rep, { credit }]) => [rep, credit / UNIT]));
}

const giveBack = (id: string, rep: string, band = 'hot'): Owed => ({ kind: 'give_back', id, rep, band });

describe('a lead given back', () => {
  it('counts as if it had never existed: the rep gets one back, and everybody gives back their earned share', () => {
    const after = settle({ ledger: ledgerWith({}), team, weights: everybody, owed: [giveBack('m-1', 'bo')] });
    expect(credits(after)).toEqual({ ada: -0.5, bo: 0.75, cy: -0.25 });
    expect(accountOf(accountsOf(after, 'hot'), 'bo')).toEqual({
      credit: 0.75 * UNIT,
      received: 0,
      earned: 0,
      adjusted: 0.75 * UNIT,
    });
    expect(after.version).toBe(8);
  });

  it('undoes the turn exactly, if the team is unchanged', () => {
    const { accounts, chosen } = playTurns([everybody]);
    const after = settle({
      ledger: ledgerWith(accounts),
      team,
      weights: everybody,
      owed: [giveBack('m-1', chosen[0] ?? '')],
    });
    expect(credits(after)).toEqual({ ada: 0, bo: 0, cy: 0 });
  });

  it("counts under the lead's band, or under the single key of a team that is not fair by band", () => {
    const input = { ledger: ledgerWith({}), weights: everybody, owed: [giveBack('m-1', 'bo', 'cold')] };
    expect(Object.keys(settle({ ...input, team }).accounts)).toEqual(['hot', 'cold']);
    expect(Object.keys(settle({ ...input, team: { ...team, fairBy: 'team' } }).accounts)).toEqual(['hot', 'all']);
  });

  it('counts once even if it is sent twice', () => {
    const once = settle({ ledger: ledgerWith({}), team, weights: everybody, owed: [giveBack('m-1', 'bo')] });
    const twice = settle({
      ledger: ledgerWith({}),
      team,
      weights: everybody,
      owed: [giveBack('m-1', 'bo'), giveBack('m-1', 'bo')],
    });
    expect(twice).toEqual(once);
    const two = settle({
      ledger: ledgerWith({}),
      team,
      weights: everybody,
      owed: [giveBack('m-1', 'bo'), giveBack('m-2', 'bo')],
    });
    expect(credits(two).bo).toBe(1.5);
  });

  it('leaves somebody who joins later without debt', () => {
    const owed = Array.from({ length: 20 }, (_, index) => giveBack(`m-${index}`, index % 2 ? 'ada' : 'bo'));
    const { accounts } = settle({ ledger: ledgerWith({}), team, weights: everybody, owed });
    const joined = new Map([...everybody, ['dee', 1]]);
    const { chosen } = playTurns(
      Array.from({ length: 50 }, () => joined),
      accounts.hot,
    );
    expect(chosen.filter((rep) => rep === 'dee').length).toBeGreaterThanOrEqual(9);
  });

  it('gives nothing to former members, and changes nothing when nobody has a weight', () => {
    const ledger = ledgerWith({});
    expect(settle({ ledger, team, weights: everybody, owed: [giveBack('m-1', 'gone')] })).toBe(ledger);
    expect(settle({ ledger, team, weights: new Map([['ada', 0]]), owed: [giveBack('m-1', 'ada')] })).toBe(ledger);
  });

  it('has no effect in a team that takes no turns, but its leavers are still settled', () => {
    const owed = (credit: number) => ({ credit, received: 0, earned: 0, adjusted: credit });
    const ledger = ledgerWith({ ada: owed(UNIT), gone: owed(-UNIT) });
    const after = settle({
      ledger,
      team: { ...team, turn: 'least_loaded' },
      weights: everybody,
      owed: [giveBack('m-1', 'bo')],
    });
    expect(credits(after)).toEqual({ ada: 0.5, bo: -0.25, cy: -0.25, gone: 0 });
  });

  it('is also credited to a member without turns', () => {
    const weights = new Map([
      ['ada', 1],
      ['bo', 0],
    ]);
    const after = settle({ ledger: ledgerWith({}), team, weights, owed: [giveBack('m-1', 'bo')] });
    expect(credits(after)).toEqual({ ada: -1, bo: 1 });
  });
});

describe('a lead charged', () => {
  it('costs the rep a turn, and the others earn their share as in a real turn', () => {
    const after = settle({
      ledger: ledgerWith({}),
      team,
      weights: everybody,
      owed: [{ kind: 'charge', id: 'p-1', rep: 'ada', band: 'hot' }],
    });
    expect(credits(after)).toEqual({ ada: -0.5, bo: 0.25, cy: 0.25 });
  });
});

describe('a leaver', () => {
  const owed = (credit: number) => ({ credit, received: 0, earned: 0, adjusted: credit });
  const before = ledgerWith({ ada: owed(-0.9 * UNIT), bo: owed(0.6 * UNIT), cy: owed(0.3 * UNIT) });
  const left = new Map([
    ['ada', 2],
    ['cy', 1],
  ]);

  it('passes their credit to the others by weight, and stays in the ledger at zero', () => {
    const after = settle({ ledger: before, team, weights: left, owed: [{ kind: 'leaver', id: 'l-1', rep: 'bo' }] });
    expect(credits(after)).toEqual({ ada: -0.5, bo: 0, cy: 0.5 });
    expect(measureService(after).hot).toMatchObject({ exact: true, reps: 3 });
  });

  it('passes their debt to the others too', () => {
    const others = new Map([
      ['bo', 2],
      ['cy', 1],
    ]);
    const after = settle({ ledger: before, team, weights: others, owed: [{ kind: 'leaver', id: 'l-1', rep: 'ada' }] });
    expect(credits(after)).toEqual({ ada: 0, bo: 0, cy: 0 });
  });

  it('is detected without an entry, under every key', () => {
    const ledger = { ...before, accounts: { ...before.accounts, cold: { bo: owed(-UNIT), cy: owed(UNIT) } } };
    const after = settle({ ledger, team, weights: left, owed: [] });
    expect(credits(after)).toEqual({ ada: -0.5, bo: 0, cy: 0.5 });
    expect(credits(after, 'cold')).toEqual({ ada: -0.666666667, bo: 0, cy: 0.666666667 });
    expect(after.version).toBe(8);
  });

  it('who came back before the entry was processed starts at zero', () => {
    const after = settle({
      ledger: before,
      team,
      weights: new Map([...left, ['bo', 1]]),
      owed: [{ kind: 'leaver', id: 'l-1', rep: 'bo' }],
    });
    expect(credits(after).bo).toBe(0);
  });

  it('keeps the credit until somebody joins who can take it', () => {
    const waiting = settle({
      ledger: before,
      team,
      weights: new Map(),
      owed: [{ kind: 'leaver', id: 'l-1', rep: 'bo' }],
    });
    expect(waiting).toBe(before);
    const after = settle({ ledger: waiting, team, weights: new Map([['dee', 1]]), owed: [] });
    expect(credits(after)).toEqual({ ada: 0, bo: 0, cy: 0, dee: 0 });
  });

  it('is settled only once: the second call returns the same ledger', () => {
    const after = settle({ ledger: before, team, weights: left, owed: [] });
    expect(settle({ ledger: after, team, weights: left, owed: [{ kind: 'leaver', id: 'l-1', rep: 'bo' }] })).toBe(
      after,
    );
  });

  it('keeps the credit of a member who currently has no turns', () => {
    expect(settle({ ledger: before, team, weights: new Map([...left, ['bo', 0]]), owed: [] })).toBe(before);
  });
});

describe('any adjustments, in any order', () => {
  const rep = fc.integer({ min: 0, max: 5 }).map(repName);
  const item = fc.record({
    kind: fc.constantFrom('give_back', 'charge', 'leaver', 'turn'),
    rep,
    band: fc.constantFrom('hot', 'cold'),
  });

  it('keep the ledger exact, and move nobody by more than one lead per entry', () => {
    fc.assert(
      fc.property(
        fc.array(item, { maxLength: 60 }),
        fc.array(weight, { minLength: 6, maxLength: 6 }),
        (items, list) => {
          const weights = weightsOf(list);
          let ledger = emptyLedger('sdr');
          for (const [index, { kind, rep: who, band }] of items.entries()) {
            const before = ledger;
            if (kind === 'turn') {
              const { accounts } = playTurns([weights], accountsOf(ledger, band));
              ledger = { ...ledger, accounts: { ...ledger.accounts, [band]: accounts } };
            } else {
              ledger = settle({ ledger, team, weights, owed: [{ id: `${index}`, kind, rep: who, band }] });
            }
            expect(Object.values(measureService(ledger)).every(({ exact }) => exact)).toBe(true);
            if (kind === 'leaver') continue;
            for (const one of weights.keys()) {
              const moved =
                accountOf(accountsOf(ledger, band), one).credit - accountOf(accountsOf(before, band), one).credit;
              expect(Math.abs(moved)).toBeLessThanOrEqual(UNIT);
            }
          }
        },
      ),
    );
  });
});
