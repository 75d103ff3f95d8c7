import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decideBatch } from '../../../shared/domain/assignment/assign.ts';
import { boundWhenAllEligible, measureBalance } from '../../../shared/domain/assignment/fairness/bounds.ts';
import { createLedger, type Ledger } from '../../../shared/domain/assignment/fairness/ledger.ts';
import { replayDecision } from '../../../shared/domain/assignment/replay-decision.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aTeam } from '../../support/builders/plan.ts';
import { aCandidate, anAssignable } from './team.ts';

const LIST = 'list:trade-show';
const LISTED = { band: LIST, weight: 0, list: { source: 'trade-show' } };
const TEAM = aTeam({ fairBy: 'team' });

/** A sequence of batches, each with some ordinary leads or some leads of one import list. */
const days = fc.array(fc.record({ listed: fc.boolean(), count: fc.integer({ min: 1, max: 9 }) }), { maxLength: 30 });
const weights = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 6 });

/** Assigns the batches in a team with these weights. Returns who got what per batch, and the final ledger. */
function played(batches: readonly { readonly listed: boolean; readonly count: number }[], shares: readonly number[]) {
  const candidates = shares.map((sdr, at) => aCandidate({ id: `rep-${at}`, teams: { sdr } }));
  let ledger: Ledger = createLedger('sdr');
  const live: string[] = [];
  for (const [at, { listed, count }] of batches.entries()) {
    const batch = Array.from({ length: count }, (_, index) => anAssignable(`${at}-${index}`, listed ? LISTED : {}));
    const decided = decideBatch({ batch, team: TEAM, candidates, ledger, now: MONDAY });
    expect(replayDecision(decided.record)).toEqual(decided.assignments.map(({ lead, rep }) => ({ lead, chosen: rep })));
    ledger = decided.ledger;
    if (!listed) live.push(...decided.assignments.map(({ rep }) => rep));
  }
  return { ledger, live };
}

it('both ledger keys stay within the fairness bounds, however lists and other leads alternate', () => {
  fc.assert(
    fc.property(days, weights, (batches, shares) => {
      const bound = boundWhenAllEligible(shares.length);
      for (const [key, service] of Object.entries(measureBalance(played(batches, shares).ledger))) {
        expect([LIST, 'all']).toContain(key);
        expect(service.isExact).toBe(true);
        expect(service.over).toBeLessThanOrEqual(bound.over + 1e-9);
        expect(service.under).toBeLessThanOrEqual(bound.under + 1e-9);
      }
    }),
  );
});

it('a list does not affect who gets which other lead', () => {
  fc.assert(
    fc.property(days, weights, (batches, shares) => {
      const without = batches.filter(({ listed }) => !listed);
      expect(played(batches, shares).live).toEqual(played(without, shares).live);
    }),
  );
});

it('nobody exceeds the daily pace of a list in any number of batches, and replays give the same result', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 7 }),
      fc.integer({ min: 0, max: 9 }),
      fc.integer({ min: 1, max: 60 }),
      (perDay, had, count) => {
        const days = { '2026-11-23#trade-show': had, '2026-11-23': 3, '2026-11-22#trade-show': 99 };
        const candidates = ['ada', 'bo'].map((id) => aCandidate({ id, load: { days } }));
        const list = { source: 'trade-show', perDay };
        const batch = Array.from({ length: count }, (_, at) => anAssignable(`${at}`, { ...LISTED, list }));
        const { assignments, unassigned, record } = decideBatch({
          batch,
          team: TEAM,
          candidates,
          ledger: createLedger('sdr'),
          now: MONDAY,
        });
        const left = Math.max(0, perDay - had);
        expect(assignments).toHaveLength(Math.min(count, 2 * left));
        for (const id of ['ada', 'bo'])
          expect(assignments.filter(({ rep }) => rep === id).length).toBeLessThanOrEqual(left);
        for (const { because, opensAt } of unassigned)
          expect([because, opensAt]).toEqual(['list_paced', '2026-11-23T23:00:00.000Z']);
        expect(replayDecision(record).filter(({ chosen }) => chosen)).toHaveLength(assignments.length);
      },
    ),
  );
});
