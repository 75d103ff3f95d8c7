import { describe, expect, it } from 'vitest';
import { measureBalance } from '../../../../shared/domain/assignment/fairness/bounds.ts';
import {
  createLedger,
  type Ledger,
  type LedgerEntries,
  ledgerEntriesOf,
  ledgerEntryOf,
  UNITS_PER_LEAD,
} from '../../../../shared/domain/assignment/fairness/ledger.ts';
import { type PendingAdjustment, settleLedger } from '../../../../shared/domain/assignment/fairness/settle-ledger.ts';
import { playTurns } from './turns.ts';

const team = { fairBy: 'band', turn: 'weighted' } as const;
const everybody = new Map([
  ['ada', 2],
  ['bo', 1],
  ['cy', 1],
]);

function ledgerWith(entries: LedgerEntries, key = 'hot'): Ledger {
  return { ...createLedger('sdr'), version: 7, entries: { [key]: entries } };
}

function credits(ledger: Ledger, key = 'hot') {
  return Object.fromEntries(
    Object.entries(ledgerEntriesOf(ledger, key)).map(([rep, { credit }]) => [rep, credit / UNITS_PER_LEAD]),
  );
}

const giveBack = (id: string, rep: string, band = 'hot'): PendingAdjustment => ({ kind: 'give_back', id, rep, band });

describe('a lead given back', () => {
  it('counts as if it had never existed: the rep gets one back, and everybody gives back their earned share', () => {
    const after = settleLedger({ ledger: ledgerWith({}), team, weights: everybody, pending: [giveBack('m-1', 'bo')] });
    expect(credits(after)).toEqual({ ada: -0.5, bo: 0.75, cy: -0.25 });
    expect(ledgerEntryOf(ledgerEntriesOf(after, 'hot'), 'bo')).toEqual({
      credit: 0.75 * UNITS_PER_LEAD,
      received: 0,
      earned: 0,
      adjusted: 0.75 * UNITS_PER_LEAD,
    });
    expect(after.version).toBe(8);
  });

  it('undoes the turn exactly, if the team is unchanged', () => {
    const { entries, chosen } = playTurns([everybody]);
    const after = settleLedger({
      ledger: ledgerWith(entries),
      team,
      weights: everybody,
      pending: [giveBack('m-1', chosen[0] ?? '')],
    });
    expect(credits(after)).toEqual({ ada: 0, bo: 0, cy: 0 });
  });

  it("counts under the lead's band, or under the single key of a team that is not fair by band", () => {
    const input = { ledger: ledgerWith({}), weights: everybody, pending: [giveBack('m-1', 'bo', 'cold')] };
    expect(Object.keys(settleLedger({ ...input, team }).entries)).toEqual(['hot', 'cold']);
    expect(Object.keys(settleLedger({ ...input, team: { ...team, fairBy: 'team' } }).entries)).toEqual(['hot', 'all']);
  });

  it('counts once even if it is sent twice', () => {
    const once = settleLedger({ ledger: ledgerWith({}), team, weights: everybody, pending: [giveBack('m-1', 'bo')] });
    const twice = settleLedger({
      ledger: ledgerWith({}),
      team,
      weights: everybody,
      pending: [giveBack('m-1', 'bo'), giveBack('m-1', 'bo')],
    });
    expect(twice).toEqual(once);
    const two = settleLedger({
      ledger: ledgerWith({}),
      team,
      weights: everybody,
      pending: [giveBack('m-1', 'bo'), giveBack('m-2', 'bo')],
    });
    expect(credits(two).bo).toBe(1.5);
  });

  it('leaves somebody who joins later without debt', () => {
    const pending = Array.from({ length: 20 }, (_, index) => giveBack(`m-${index}`, index % 2 ? 'ada' : 'bo'));
    const { entries } = settleLedger({ ledger: ledgerWith({}), team, weights: everybody, pending: pending });
    const joined = new Map([...everybody, ['dee', 1]]);
    const { chosen } = playTurns(
      Array.from({ length: 50 }, () => joined),
      entries.hot,
    );
    expect(chosen.filter((rep) => rep === 'dee').length).toBeGreaterThanOrEqual(9);
  });

  it('gives nothing to former members, and changes nothing when nobody has a weight', () => {
    const ledger = ledgerWith({});
    expect(settleLedger({ ledger, team, weights: everybody, pending: [giveBack('m-1', 'gone')] })).toBe(ledger);
    expect(settleLedger({ ledger, team, weights: new Map([['ada', 0]]), pending: [giveBack('m-1', 'ada')] })).toBe(
      ledger,
    );
  });

  it('has no effect in a team that takes no turns, but its leavers are still settled', () => {
    const pending = (credit: number) => ({ credit, received: 0, earned: 0, adjusted: credit });
    const ledger = ledgerWith({ ada: pending(UNITS_PER_LEAD), gone: pending(-UNITS_PER_LEAD) });
    const after = settleLedger({
      ledger,
      team: { ...team, turn: 'least_loaded' },
      weights: everybody,
      pending: [giveBack('m-1', 'bo')],
    });
    expect(credits(after)).toEqual({ ada: 0.5, bo: -0.25, cy: -0.25, gone: 0 });
  });

  it('is also credited to a member without turns', () => {
    const weights = new Map([
      ['ada', 1],
      ['bo', 0],
    ]);
    const after = settleLedger({ ledger: ledgerWith({}), team, weights, pending: [giveBack('m-1', 'bo')] });
    expect(credits(after)).toEqual({ ada: -1, bo: 1 });
  });
});

describe('a lead charged', () => {
  it('costs the rep a turn, and the others earn their share as in a real turn', () => {
    const after = settleLedger({
      ledger: ledgerWith({}),
      team,
      weights: everybody,
      pending: [{ kind: 'charge', id: 'p-1', rep: 'ada', band: 'hot' }],
    });
    expect(credits(after)).toEqual({ ada: -0.5, bo: 0.25, cy: 0.25 });
  });
});

describe('a leaver', () => {
  const pending = (credit: number) => ({ credit, received: 0, earned: 0, adjusted: credit });
  const before = ledgerWith({
    ada: pending(-0.9 * UNITS_PER_LEAD),
    bo: pending(0.6 * UNITS_PER_LEAD),
    cy: pending(0.3 * UNITS_PER_LEAD),
  });
  const left = new Map([
    ['ada', 2],
    ['cy', 1],
  ]);

  it('passes their credit to the others by weight, and stays in the ledger at zero', () => {
    const after = settleLedger({
      ledger: before,
      team,
      weights: left,
      pending: [{ kind: 'leaver', id: 'l-1', rep: 'bo' }],
    });
    expect(credits(after)).toEqual({ ada: -0.5, bo: 0, cy: 0.5 });
    expect(measureBalance(after).hot).toMatchObject({ isExact: true, reps: 3 });
  });

  it('passes their debt to the others too', () => {
    const others = new Map([
      ['bo', 2],
      ['cy', 1],
    ]);
    const after = settleLedger({
      ledger: before,
      team,
      weights: others,
      pending: [{ kind: 'leaver', id: 'l-1', rep: 'ada' }],
    });
    expect(credits(after)).toEqual({ ada: 0, bo: 0, cy: 0 });
  });

  it('is detected without an entry, under every key', () => {
    const ledger = {
      ...before,
      entries: { ...before.entries, cold: { bo: pending(-UNITS_PER_LEAD), cy: pending(UNITS_PER_LEAD) } },
    };
    const after = settleLedger({ ledger, team, weights: left, pending: [] });
    expect(credits(after)).toEqual({ ada: -0.5, bo: 0, cy: 0.5 });
    expect(credits(after, 'cold')).toEqual({ ada: -0.666666667, bo: 0, cy: 0.666666667 });
    expect(after.version).toBe(8);
  });

  it('who came back before the entry was processed starts at zero', () => {
    const after = settleLedger({
      ledger: before,
      team,
      weights: new Map([...left, ['bo', 1]]),
      pending: [{ kind: 'leaver', id: 'l-1', rep: 'bo' }],
    });
    expect(credits(after).bo).toBe(0);
  });

  it('keeps the credit until somebody joins who can take it', () => {
    const waiting = settleLedger({
      ledger: before,
      team,
      weights: new Map(),
      pending: [{ kind: 'leaver', id: 'l-1', rep: 'bo' }],
    });
    expect(waiting).toBe(before);
    const after = settleLedger({ ledger: waiting, team, weights: new Map([['dee', 1]]), pending: [] });
    expect(credits(after)).toEqual({ ada: 0, bo: 0, cy: 0, dee: 0 });
  });

  it('is settled only once: the second call returns the same ledger', () => {
    const after = settleLedger({ ledger: before, team, weights: left, pending: [] });
    expect(
      settleLedger({ ledger: after, team, weights: left, pending: [{ kind: 'leaver', id: 'l-1', rep: 'bo' }] }),
    ).toBe(after);
  });

  it('keeps the credit of a member who currently has no turns', () => {
    expect(settleLedger({ ledger: before, team, weights: new Map([...left, ['bo', 0]]), pending: [] })).toBe(before);
  });
});
