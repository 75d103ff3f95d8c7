import { describe, expect, it } from 'vitest';
import type { CountedEvent } from '../../../shared/domain/reporting/count-events.ts';
import type { Posting } from '../../../shared/domain/reporting/posting.ts';
import {
  addToTally,
  type Contribution,
  contributionsOf,
  emptyTally,
  type Tally,
  windowOf,
} from '../../../shared/domain/reporting/tally.ts';
import { WINDOW } from '../../support/builders/tally.ts';

const CELL = { day: WINDOW.day, source: 'website' };

function anEvent(seq: number, content: Partial<CountedEvent> = {}): CountedEvent {
  const postings: readonly Posting[] = [{ to: { cell: CELL }, counters: { received: 1 } }];
  return { seq, at: `${WINDOW.day}T09:0${seq % 10}:00.000Z`, postings, ...content };
}

function aContribution(lead: string, seqs: readonly number[], more: Partial<Contribution> = {}): Contribution {
  return { lead, window: WINDOW, events: seqs.map((seq) => anEvent(seq)), ...more };
}

function coverageOf(version: number, names: readonly string[]): Contribution['coverage'] {
  return { at: `${WINDOW.day}T09:00:00.000Z`, cell: CELL, known: { version, names } };
}

/** Adds contributions one after the other, each until nothing of it is left. */
function addAll(contributions: readonly Contribution[], tally: Tally = emptyTally(WINDOW)): Tally {
  return contributions.reduce((before, one) => addToTally(before, [one])?.tally ?? before, tally);
}

const countersOf = ({ postings }: Tally) => postings.map(({ counters }) => counters);

describe('a tally', () => {
  it('counts each event of a lead once, whatever is repeated and however far a timeline was read', () => {
    const whole = aContribution('a', [1, 2, 4]);
    const tally = addAll([aContribution('a', [1]), whole, aContribution('a', [1, 2]), aContribution('b', [1]), whole]);
    expect(countersOf(tally)).toEqual([{ received: 4 }]);
    expect([...tally.marks]).toEqual([
      ['a', { seq: 4 }],
      ['b', { seq: 1 }],
    ]);
    expect(tally.version).toBe(3);
    expect(addToTally(tally, [whole])).toBeUndefined();
  });

  it('adds up many leads in one change', () => {
    const change = addToTally(emptyTally(WINDOW), [aContribution('a', [1, 2]), aContribution('b', [1])]);
    expect(change).toMatchObject({ counted: 3, rest: 0, otherDays: [], tally: { version: 1 } });
    expect(countersOf(change?.tally ?? emptyTally(WINDOW))).toEqual([{ received: 3 }]);
  });

  it('corrects coverage by what is known of a later version of the lead, never of an earlier one', () => {
    const known = (version: number, ...names: string[]) =>
      aContribution('a', [1], { coverage: coverageOf(version, names) });
    const tally = addAll([known(2, 'enriched'), known(5, 'enriched', 'covered:country'), known(3, 'enriched')]);
    expect(countersOf(tally)).toEqual([{ received: 1, enriched: 1, 'covered:country': 1 }]);
    expect(countersOf(addAll([known(6, 'enriched')], tally))).toEqual([{ received: 1, enriched: 1 }]);
    expect(addToTally(tally, [known(9, 'enriched', 'covered:country')])).toBeUndefined();
  });

  it('keeps the coverage of a lead when more of its events are counted', () => {
    const coverage = coverageOf(2, ['enriched']);
    const tally = addAll([aContribution('a', [1], { coverage }), aContribution('a', [1, 2])]);
    expect(tally.marks.get('a')).toEqual({ seq: 2, coverage: { version: 2, names: ['enriched'] } });
  });

  it('lists flagged leads once', () => {
    const flagged = { day: WINDOW.day, lead: 'a', seq: 2, rep: 'kim', reason: 'spam' };
    const one = aContribution('a', [], { events: [anEvent(2, { postings: [], flagged })] });
    expect(addAll([one, one]).flagged).toEqual([flagged]);
  });

  it('leaves leads for the next change when their corrections reach more days than one write can', () => {
    const onDay = (day: number) => {
      const cell = { ...CELL, day: new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10) };
      return aContribution(`lead-${day}`, [], {
        events: [anEvent(3, { postings: [{ to: { cell }, counters: { reassigned: 1 } }] })],
      });
    };
    let left: readonly Contribution[] = Array.from({ length: 120 }, (_, day) => onDay(day));
    let tally = emptyTally(WINDOW);
    const sizes: number[] = [];
    while (left.length > 0) {
      const change = addToTally(tally, left);
      if (!change) throw new Error('there is something to count');
      sizes.push(change.otherDays.length);
      tally = change.tally;
      left = left.slice(left.length - change.rest);
    }
    expect(sizes).toEqual([50, 50, 20]);
    expect(tally.marks.size).toBe(120);
  });
});

describe('the windows of a lead', () => {
  it('are quarters of an hour of its shard, and hold all of its events and its coverage', () => {
    const at = (time: string) => `${WINDOW.day}T${time}.000Z`;
    const events = [
      anEvent(1, { at: at('09:14:59') }),
      anEvent(2, { at: at('09:15:00') }),
      anEvent(5, { at: at('09:29:59') }),
    ];
    const coverage = { ...coverageOf(5, ['enriched']), at: at('09:15:00') } as NonNullable<Contribution['coverage']>;
    const parts = contributionsOf('lead_1', { events, coverage });
    const { shard } = windowOf('lead_1', at('00:00:00'));
    expect(parts.map(({ window, events: of, coverage: has }) => [window, of.map(({ seq }) => seq), has])).toEqual([
      [{ day: WINDOW.day, time: '09:00', shard }, [1], undefined],
      [{ day: WINDOW.day, time: '09:15', shard }, [2, 5], coverage],
    ]);
  });

  it('spread leads evenly over the shards', () => {
    const sizes = new Map<number, number>();
    for (let lead = 0; lead < 8000; lead += 1) {
      const { shard } = windowOf(`lead_01K${lead.toString(36).padStart(6, '0')}`, `${WINDOW.day}T09:00:00.000Z`);
      sizes.set(shard, (sizes.get(shard) ?? 0) + 1);
    }
    expect(sizes.size).toBe(8);
    for (const size of sizes.values()) expect(Math.abs(size - 1000)).toBeLessThan(150);
  });
});
