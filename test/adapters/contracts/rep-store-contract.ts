import { beforeEach, describe, expect, it, vi } from 'vitest';
import { aStoredLead } from '../../support/builders/lead.ts';
import { minutesAfterMonday } from '../../support/builders/moment.ts';
import { aRep, aRepChange, saveReps } from '../../support/builders/rep.ts';
import { someTurnWeights } from '../../support/builders/turn-weights.ts';
import { type MakeStores, type Stores, TODAY } from './stores.ts';

/** Contract of every RepStore. Lists of changes may lag, so tests wait for them. */
export function repStoreContract(make: MakeStores): void {
  describe('reps', () => {
    let stores: Stores;
    beforeEach(async () => {
      stores = await make();
    });

    it('are found by id, complete', async () => {
      const rep = aRep({
        holidayRegion: 'DE-BY',
        hours: 'office',
        attributes: { territory: ['DE', 'AT'], language: [] },
        cap: { open: 40 },
        leaves: [{ from: minutesAfterMonday(0), until: minutesAfterMonday(600) }],
        addresses: { webhook: 'https://kim.example/notices' },
      });
      await saveReps(stores.reps, rep);
      expect(await stores.reps.get('kim')).toEqual(rep);
      expect(await stores.reps.get('lou')).toBeUndefined();
    });

    it('hold nothing at first; an unknown rep has an empty load', async () => {
      await saveReps(stores.reps, aRep());
      for (const id of ['kim', 'nobody']) {
        expect(await stores.reps.loadOf(id)).toEqual({ open: 0, days: {} });
        expect(await stores.reps.holdsOf(id)).toEqual([]);
      }
    });

    it('are saved only on top of the previous version', async () => {
      const first = aRep();
      const save = (version: number, name: string) => {
        const rep = { ...first, version, name };
        return stores.reps.save(rep, aRepChange(rep));
      };
      expect(await save(2, 'Too Early')).toEqual({ outcome: 'stale' });
      expect(await stores.reps.get('kim')).toBeUndefined();
      expect(await save(1, 'First')).toEqual({ outcome: 'done' });
      expect(await save(2, 'Second')).toEqual({ outcome: 'done' });
      expect(await save(2, 'Too Late')).toEqual({ outcome: 'stale' });
      expect(await save(1, 'Much Too Late')).toEqual({ outcome: 'stale' });
      expect(await stores.reps.get('kim')).toEqual({ ...first, version: 2, name: 'Second' });
    });

    it('are saved once by concurrent writers', async () => {
      const writers = Array.from({ length: 6 }, (_, writer) => {
        const rep = aRep({ name: `Writer ${writer}` });
        return stores.reps.save(rep, aRepChange(rep));
      });
      const outcomes = (await Promise.all(writers)).map(({ outcome }) => outcome);
      expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
      const winner = outcomes.indexOf('done');
      expect((await stores.reps.get('kim'))?.name).toBe(`Writer ${winner}`);
    });

    it('are found by e-mail address, which only one of them can have', async () => {
      const kim = aRep({ email: 'kim@seller.example' });
      const lou = aRep({ id: 'lou', email: 'lou@seller.example' });
      await saveReps(stores.reps, kim, lou);
      expect(await stores.reps.byEmail('kim@seller.example')).toEqual(kim);
      expect(await stores.reps.byEmail('ann@seller.example')).toBeUndefined();
      const taken = { ...lou, email: 'kim@seller.example', version: 2 };
      expect(await stores.reps.save(taken, aRepChange(taken))).toEqual({ outcome: 'email_taken' });
      expect(await stores.reps.get('lou')).toEqual(lou);
      const stale = { ...taken, version: 1 };
      expect(await stores.reps.save(stale, aRepChange(stale))).toEqual({ outcome: 'stale' });
    });

    it('give their e-mail address up with a change of it', async () => {
      const kim = aRep({ email: 'kim@seller.example' });
      await saveReps(stores.reps, kim);
      const again = { ...kim, version: 2 };
      const { email: _, ...moved } = { ...kim, version: 3 };
      for (const rep of [again, moved])
        expect(await stores.reps.save(rep, aRepChange(rep))).toEqual({ outcome: 'done' });
      expect(await stores.reps.byEmail('kim@seller.example')).toBeUndefined();
      await saveReps(stores.reps, aRep({ id: 'lou', email: 'kim@seller.example' }));
      expect((await stores.reps.byEmail('kim@seller.example'))?.id).toBe('lou');
    });

    it('are listed by id', async () => {
      await saveReps(stores.reps, aRep({ id: 'lou' }), aRep({ id: 'ann' }), aRep({ id: 'kim', teams: {} }));
      expect((await stores.reps.list()).map(({ id }) => id)).toEqual(['ann', 'kim', 'lou']);
    });

    it('of a team are listed by id with their loads', async () => {
      await saveReps(stores.reps, aRep({ id: 'lou' }), aRep({ id: 'kim', teams: { sdr: 2, ae: 0 } }));
      await saveReps(stores.reps, aRep({ id: 'ann', teams: { ae: 1 } }));
      await aStoredLead(stores.leads, 'assigned', { weight: 2 });
      const { members: team, isComplete } = await stores.reps.membersOf('sdr');
      expect(isComplete).toBe(true);
      expect(team.map(({ rep, load }) => [rep.id, load.open, load.days[TODAY]])).toEqual([
        ['kim', 2, 1],
        ['lou', 0, undefined],
      ]);
      expect(team.map(({ rep }) => rep.teams.sdr)).toEqual([2, 1]);
      expect((await stores.reps.membersOf('ae')).members.map(({ rep }) => rep.id)).toEqual(['ann', 'kim']);
      expect(await stores.reps.membersOf('nobody')).toEqual({ members: [], isComplete: true });
    });

    it('of a team are its current members: movers are gone, leavers stay inactive', async () => {
      await saveReps(stores.reps, aRep(), aRep({ id: 'lou' }));
      const moved = aRep({ version: 2, teams: { ae: 1 } });
      const left = aRep({ id: 'lou', version: 2, active: false });
      await stores.reps.save(moved, aRepChange(moved));
      await stores.reps.save(left, aRepChange(left));
      expect((await stores.reps.membersOf('sdr')).members.map(({ rep }) => rep)).toEqual([left]);
      expect((await stores.reps.membersOf('ae')).members.map(({ rep }) => rep)).toEqual([moved]);
    });

    it('leave a pending change with each save until it is done', async () => {
      const [one, two] = [aRep(), aRep({ version: 2, teams: { ae: 1 } })];
      const later = aRepChange(one, { at: minutesAfterMonday(5) });
      const earlier = aRepChange(two, { at: minutesAfterMonday(1), teams: ['ae', 'sdr'] });
      const lou = aRepChange(aRep({ id: 'lou' }), { at: minutesAfterMonday(3) });
      await stores.reps.save(one, later);
      await stores.reps.save(two, earlier);
      await stores.reps.save(aRep({ id: 'lou' }), lou);
      await vi.waitFor(async () =>
        expect(await stores.reps.pendingChanges(minutesAfterMonday(5), 10)).toEqual([earlier, lou, later]),
      );
      expect(await stores.reps.pendingChanges(minutesAfterMonday(5), 2)).toEqual([earlier, lou]);
      expect(await stores.reps.pendingChanges(minutesAfterMonday(2), 10)).toEqual([earlier]);
      await stores.reps.completeChange(earlier);
      await stores.reps.completeChange(earlier);
      await vi.waitFor(async () =>
        expect(await stores.reps.pendingChanges(minutesAfterMonday(5), 10)).toEqual([lou, later]),
      );
    });

    it('leave no pending change when they are refused', async () => {
      const rep = aRep({ version: 2 });
      await stores.reps.save(rep, aRepChange(rep));
      expect(await stores.reps.pendingChanges(minutesAfterMonday(99), 10)).toEqual([]);
    });

    it('have the holidays of their region, sorted', async () => {
      expect(await stores.reps.holidays('DE-BY')).toEqual([]);
      await stores.reps.saveHolidays('DE-BY', ['2026-12-26', '2026-12-25']);
      await stores.reps.saveHolidays('US', ['2026-07-04']);
      expect(await stores.reps.holidays('DE-BY')).toEqual(['2026-12-25', '2026-12-26']);
      await stores.reps.saveHolidays('DE-BY', ['2027-01-06']);
      expect(await stores.reps.holidays('DE-BY')).toEqual(['2027-01-06']);
    });

    it('have the factors of their team, whole', async () => {
      expect(await stores.reps.turnWeights('sdr')).toBeUndefined();
      expect(await stores.reps.saveTurnWeights(someTurnWeights({ version: 1 }))).toEqual({ outcome: 'done' });
      expect(await stores.reps.turnWeights('sdr')).toEqual(someTurnWeights({ version: 1 }));
      expect(await stores.reps.turnWeights('ae')).toBeUndefined();
    });

    it('have factors that only the next version replaces, once', async () => {
      await stores.reps.saveTurnWeights(someTurnWeights({ version: 1 }));
      expect(await stores.reps.saveTurnWeights(someTurnWeights({ version: 1 }))).toEqual({ outcome: 'stale' });
      expect(await stores.reps.saveTurnWeights(someTurnWeights({ version: 3 }))).toEqual({ outcome: 'stale' });
      const next = someTurnWeights({ version: 2, reps: {} });
      expect(await stores.reps.saveTurnWeights(next)).toEqual({ outcome: 'done' });
      expect(await stores.reps.turnWeights('sdr')).toEqual(next);
    });

    it('do not count the factors among the members of a team', async () => {
      await stores.reps.saveTurnWeights(someTurnWeights({ version: 1 }));
      expect((await stores.reps.membersOf('sdr')).members).toEqual([]);
    });
  });
}
