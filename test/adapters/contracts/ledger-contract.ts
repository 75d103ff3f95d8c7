import { beforeEach, describe, expect, it } from 'vitest';
import { createLedger } from '../../../shared/domain/assignment/fairness/ledger.ts';
import { aStoredLead, commitOrThrow } from '../../support/builders/lead.ts';
import { aDecision, anAdjustment, nextLedger } from '../../support/builders/ledger.ts';
import { minutesAfterMonday } from '../../support/builders/moment.ts';
import { assignToRep } from '../../support/builders/moves.ts';
import { aRep, saveReps } from '../../support/builders/rep.ts';
import { type MakeStores, readEverythingOf, type Stores } from './stores.ts';

/** A team's ledger advances version by version, and each adjustment counts once. */
export function ledgerContract(make: MakeStores): void {
  describe('a ledger', () => {
    let stores: Stores;
    beforeEach(async () => {
      stores = await make();
      await saveReps(stores.reps, aRep());
    });

    it('is empty, at version 0, for a team that never took a turn', async () => {
      expect(await stores.leads.ledger('sdr')).toEqual({ ledger: createLedger('sdr'), owed: [] });
    });

    it('is saved with the leads and the decision of its batch', async () => {
      const lead = await aStoredLead(stores.leads, 'queued');
      const [ledger, decision] = [nextLedger(), aDecision('decision_1', lead.id)];
      const transitions = [assignToRep(lead, { decision: decision.id })];
      expect(await stores.leads.commit({ transitions, ledger, decision })).toEqual({ outcome: 'done' });
      expect((await stores.leads.ledger('sdr')).ledger).toEqual(ledger);
      expect((await stores.leads.ledger('ae')).ledger).toEqual(createLedger('ae'));
      const second = { ...nextLedger(ledger), surge: { since: '2026-11-23T09:00:00.000Z' } };
      expect(await stores.leads.commit({ transitions: [], ledger: second })).toEqual({ outcome: 'done' });
      expect((await stores.leads.ledger('sdr')).ledger).toEqual(second);
    });

    it('fences off a writer with an older version, which changes nothing', async () => {
      await stores.leads.commit({ transitions: [], ledger: nextLedger() });
      const lead = await aStoredLead(stores.leads, 'queued');
      const before = await readEverythingOf(stores, lead);
      const stale = {
        transitions: [assignToRep(lead, { decision: 'decision_2' })],
        ledger: nextLedger(createLedger('sdr'), 'lou'),
        adjustments: [anAdjustment()],
        decision: aDecision('decision_2', lead.id),
      };
      expect(await stores.leads.commit(stale)).toEqual({ outcome: 'fenced' });
      expect(await readEverythingOf(stores, lead)).toEqual(before);
    });

    it('fences off a writer with a version that was never saved', async () => {
      const ahead = nextLedger(nextLedger());
      expect(await stores.leads.commit({ transitions: [], ledger: ahead })).toEqual({ outcome: 'fenced' });
      expect((await stores.leads.ledger('sdr')).ledger).toEqual(createLedger('sdr'));
    });

    it('stays unchanged when the leads of its batch are refused', async () => {
      const lead = await aStoredLead(stores.leads, 'queued');
      await commitOrThrow(stores.leads, assignToRep(lead));
      const late = { transitions: [assignToRep(lead)], ledger: nextLedger(), decision: aDecision('decision_1') };
      expect(await stores.leads.commit(late)).toEqual({ outcome: 'stale', lead: lead.id });
      expect((await stores.leads.ledger('sdr')).ledger).toEqual(createLedger('sdr'));
    });

    it('advances once when its commit is repeated after a lost reply', async () => {
      const lead = await aStoredLead(stores.leads, 'queued');
      const turn = { transitions: [assignToRep(lead)], ledger: nextLedger() };
      expect(await stores.leads.commit(turn)).toEqual({ outcome: 'done' });
      expect(await stores.leads.commit(turn)).toEqual({ outcome: 'done' });
      expect((await stores.leads.ledger('sdr')).ledger).toEqual(turn.ledger);
    });

    it('lists pending adjustments, oldest first, each once, until a later version applies them', async () => {
      const newer = anAdjustment({ id: 'a', at: minutesAfterMonday(2) });
      const older = anAdjustment({ id: 'b', at: minutesAfterMonday(1) });
      const leaver = { id: 'c', team: 'ae', rep: 'kim', at: minutesAfterMonday(3), kind: 'leaver' } as const;
      await stores.leads.commit({ transitions: [], adjustments: [newer, leaver] });
      await stores.leads.commit({ transitions: [], adjustments: [older] });
      expect(await stores.leads.commit({ transitions: [], adjustments: [newer] })).toEqual({ outcome: 'done' });
      expect((await stores.leads.ledger('sdr')).owed).toEqual([older, newer]);
      expect((await stores.leads.ledger('ae')).owed).toEqual([leaver]);
      const first = { transitions: [], ledger: nextLedger(), appliedAdjustments: ['b'] };
      expect(await stores.leads.commit(first)).toEqual({ outcome: 'done' });
      expect((await stores.leads.ledger('sdr')).owed).toEqual([newer]);
      const again = { transitions: [], ledger: nextLedger(first.ledger), appliedAdjustments: ['a', 'b'] };
      expect(await stores.leads.commit(again)).toEqual({ outcome: 'done' });
      expect((await stores.leads.ledger('sdr')).owed).toEqual([]);
      expect((await stores.leads.ledger('ae')).owed).toEqual([leaver]);
    });

    it('returns only as many adjustments as fit into one transaction, oldest first', async () => {
      const owed = Array.from({ length: 25 }, (_, at) =>
        anAdjustment({ id: `adjustment_${at}`, at: minutesAfterMonday(at) }),
      );
      await stores.leads.commit({ transitions: [], adjustments: owed.toReversed() });
      expect((await stores.leads.ledger('sdr')).owed).toEqual(owed.slice(0, 20));
      const appliedAdjustments = owed.slice(0, 20).map(({ id }) => id);
      await stores.leads.commit({ transitions: [], ledger: nextLedger(), appliedAdjustments });
      expect((await stores.leads.ledger('sdr')).owed).toEqual(owed.slice(20));
    });

    it('gets no adjustment from a refused transition, and a fenced writer applies none', async () => {
      await stores.leads.commit({ transitions: [], adjustments: [anAdjustment()] });
      const lead = await aStoredLead(stores.leads, 'assigned');
      const late = { transitions: [assignToRep({ ...lead, version: 1 })], adjustments: [anAdjustment({ id: 'late' })] };
      expect((await stores.leads.commit(late)).outcome).toBe('stale');
      const fenced = { transitions: [], ledger: nextLedger(nextLedger()), appliedAdjustments: ['adjustment_1'] };
      expect((await stores.leads.commit(fenced)).outcome).toBe('fenced');
      expect((await stores.leads.ledger('sdr')).owed).toEqual([anAdjustment()]);
    });

    it('is advanced by exactly one of many concurrent writers', async () => {
      const writers = Array.from({ length: 8 }, () => stores.leads.commit({ transitions: [], ledger: nextLedger() }));
      const outcomes = (await Promise.all(writers)).map(({ outcome }) => outcome).sort();
      expect(outcomes).toEqual(['done', ...Array.from({ length: 7 }, () => 'fenced')]);
      expect((await stores.leads.ledger('sdr')).ledger).toEqual(nextLedger());
    });
  });
}
