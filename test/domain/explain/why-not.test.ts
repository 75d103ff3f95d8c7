import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLedger } from '../../../shared/domain/assignment/fairness/ledger.ts';
import type { BatchInput } from '../../../shared/domain/assignment/restore-batch.ts';
import { findWays, isChosen } from '../../../shared/domain/explain/why-not.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aCalendar, aTeam } from '../../support/builders/plan.ts';
import { aCandidate, anAssignable } from '../assignment/team.ts';

const NIGHT = aCalendar('22:00', '24:00');
const LEAVES = [{ from: '2026-11-20T00:00:00.000Z', until: '2026-12-01T00:00:00.000Z' }];
const ASKED = { lead: 'lead-0', rep: 'bo' };

/** A lead that ada gets, and a second rep who differs from her in one way or two. */
function aBatch(
  bo: Parameters<typeof aCandidate>[0],
  lead: Parameters<typeof anAssignable>[1] = {},
  team: Parameters<typeof aTeam>[0] = {},
): BatchInput {
  const attributes = { language: ['de'] };
  return {
    batch: [anAssignable('lead-0', { need: ['language'], values: { language: ['de'] }, ...lead })],
    team: aTeam(team),
    candidates: [
      aCandidate({ id: 'ada', attributes, load: { open: 2 } }),
      aCandidate({ attributes, teams: { sdr: 3 }, ...bo, id: 'bo' }),
    ],
    ledger: createLedger('sdr'),
    now: MONDAY,
  };
}

describe('the smallest change that would have chosen a rep', () => {
  it.each<readonly [string, BatchInput, readonly object[]]>([
    ['hours', aBatch({ calendar: NIGHT }), [{ change: 'at_work' }]],
    ['a leave', aBatch({ leaves: LEAVES }), [{ change: 'no_leave' }]],
    ['a skill', aBatch({ attributes: {} }), [{ change: 'attribute', attribute: 'language' }]],
    ['a cap', aBatch({ cap: { open: 2 }, load: { open: 4 } }), [{ change: 'open_cap', atLeast: 5 }]],
    [
      'a daily cap',
      aBatch({ cap: { day: 2 }, load: { days: { '2026-11-23': 3 } } }),
      [{ change: 'day_cap', atLeast: 4 }],
    ],
    ['having left', aBatch({ active: false }), [{ change: 'active' }]],
    // With a weight they are level with ada, who comes first: one unit of credit is missing as well.
    ['weight 0', aBatch({ teams: { sdr: 0 } }), [{ change: 'weight' }, { change: 'credit', units: 1 }]],
    ['an earlier hold', aBatch({}, { previousHolders: ['bo'] }), [{ change: 'not_held_before' }]],
    ['a refusal', aBatch({}, { refusedBy: ['bo'] }), [{ change: 'not_refused' }]],
    ['an owner', aBatch({}, { only: 'ada' }), [{ change: 'not_reserved' }]],
    ['load', aBatch({ load: { open: 5 } }, {}, { turn: 'least_loaded' }), [{ change: 'load', slots: 4 }]],
  ])('names %s', (_, input, change) => {
    expect(isChosen(input, ASKED)).toBe(false);
    expect(findWays(input, ASKED)[0]).toEqual(change);
  });

  it('names the credit that was missing, and no more than that', () => {
    const input = aBatch({ teams: { sdr: 1 } });
    const [way] = findWays(input, ASKED);
    // Both earn half a lead; at equal credit ada comes first, so one unit decides.
    expect(way).toEqual([{ change: 'credit', units: 1 }]);
  });

  it('names two changes when no single one is enough, and never one that is not needed', () => {
    const input = aBatch({ leaves: LEAVES, attributes: {} });
    const ways = findWays(input, ASKED);
    expect(ways).toEqual([[{ change: 'no_leave' }, { change: 'attribute', attribute: 'language' }]]);
  });

  it('finds the least credit for a lead that was decided after another of its batch', () => {
    const one = aBatch({ attributes: {}, teams: { sdr: 1 } });
    const cy = aCandidate({ id: 'al', attributes: { language: ['de'] } });
    const [lead = anAssignable('lead-0')] = one.batch;
    const input = { ...one, batch: [{ ...lead, lead: 'before' }, lead], candidates: [cy, ...one.candidates] };
    // Level with ada, who comes first. A whole lead of credit would bring the lead before, and not this one.
    expect(findWays(input, ASKED)).toEqual([
      [
        { change: 'attribute', attribute: 'language' },
        { change: 'credit', units: 1 },
      ],
    ]);
  });

  it('finds a credit for every rep who only lacks a turn, wherever in a batch the lead is', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(0.5, 1, 2), { minLength: 2, maxLength: 4 }),
        fc.integer({ min: 1, max: 4 }),
        fc.nat({ max: 3 }),
        fc.constantFrom<'weighted' | 'round_robin'>('weighted', 'round_robin'),
        (weights, count, place, turn) => {
          const reps = weights.map((weight, index) => aCandidate({ id: `rep-${index}`, teams: { sdr: weight } }));
          const batch = Array.from({ length: count }, (_, index) => anAssignable(`lead-${index}`));
          const input = { batch, team: aTeam({ turn }), candidates: reps, ledger: createLedger('sdr'), now: MONDAY };
          const lead = `lead-${place % count}`;
          for (const { rep } of reps.filter((one) => !isChosen(input, { lead, rep: one.rep.id })))
            expect(findWays(input, { lead, rep: rep.id })).toContainEqual([
              { change: 'credit', units: expect.any(Number) },
            ]);
        },
      ),
    );
  });

  it('is silent when two changes are not enough', () => {
    expect(findWays(aBatch({ leaves: LEAVES, attributes: {}, active: false }), ASKED)).toEqual([]);
  });
});
