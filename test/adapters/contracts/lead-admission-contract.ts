import { beforeEach, describe, expect, it } from 'vitest';
import type { Admission } from '../../../shared/ports/lead-store.ts';
import { aStoredLead, commitOrThrow } from '../../support/builders/lead.ts';
import { assignToRep, declineLead } from '../../support/builders/moves.ts';
import { aRep, aRepChange, saveReps } from '../../support/builders/rep.ts';
import { type MakeStores, readEverythingOf, type Stores, TODAY } from './stores.ts';

const REFUSED = { outcome: 'not_admitted', rep: 'kim' } as const;

/** A rep gets a lead only if their row and load still match the decision. */
export function leadAdmissionContract(make: MakeStores): void {
  describe('an admission', () => {
    let stores: Stores;
    beforeEach(async () => {
      stores = await make();
      await saveReps(stores.reps, aRep());
    });

    const queued = () => aStoredLead(stores.leads, 'queued');
    /** Assigns a new lead to Kim under these conditions. */
    const give = async (admission: Partial<Admission>, options: { weight?: number; rep?: string } = {}) =>
      stores.leads.commit({
        transitions: [assignToRep(await queued(), { ...options, admission: { day: TODAY, ...admission } })],
      });
    const giveTwo = async (admission: Partial<Admission>) => {
      const both = { admission: { day: TODAY, ...admission } };
      return stores.leads.commit({
        transitions: [assignToRep(await queued(), both), assignToRep(await queued(), both)],
      });
    };

    it('admits leads up to the cap of open slots', async () => {
      expect(await give({ openCap: 2 })).toEqual({ outcome: 'done' });
      expect(await give({ openCap: 2 })).toEqual({ outcome: 'done' });
      expect(await give({ openCap: 2 })).toEqual(REFUSED);
      expect((await stores.reps.loadOf('kim')).open).toBe(2);
    });

    it('counts a lead by the slots it takes', async () => {
      expect(await give({ openCap: 4 }, { weight: 3 })).toEqual({ outcome: 'done' });
      expect(await give({ openCap: 4 }, { weight: 2 })).toEqual(REFUSED);
      expect(await give({ openCap: 4 }, { weight: 1 })).toEqual({ outcome: 'done' });
    });

    it('adds up several leads for one rep in one commit', async () => {
      expect(await giveTwo({ openCap: 1, dayCap: 9 })).toEqual(REFUSED);
      expect((await stores.reps.loadOf('kim')).open).toBe(0);
      expect(await giveTwo({ openCap: 2, dayCap: 2 })).toEqual({ outcome: 'done' });
      const load = await stores.reps.loadOf('kim');
      expect([load.open, load.days[TODAY], (await stores.reps.holdsOf('kim')).length]).toEqual([2, 2, 2]);
    });

    it('admits leads up to the daily cap, including those already released', async () => {
      const lead = assignToRep(await queued(), { admission: { day: TODAY, dayCap: 2 } });
      await commitOrThrow(stores.leads, lead);
      await commitOrThrow(stores.leads, declineLead(lead.after));
      expect(await giveTwo({ dayCap: 2 })).toEqual(REFUSED);
      expect(await give({ dayCap: 2 })).toEqual({ outcome: 'done' });
      expect(await give({ dayCap: 2 })).toEqual(REFUSED);
    });

    it('counts each day separately', async () => {
      expect(await give({ dayCap: 1 })).toEqual({ outcome: 'done' });
      expect(await give({ dayCap: 1, day: '2026-11-24' })).toEqual({ outcome: 'done' });
      const { days } = await stores.reps.loadOf('kim');
      expect([days[TODAY], days['2026-11-24']]).toEqual([1, 1]);
    });

    it('drops days that no time zone is on any more', async () => {
      await give({});
      await give({ day: '2026-11-25' });
      expect((await stores.reps.loadOf('kim')).days).toEqual({ [TODAY]: 1, '2026-11-25': 1 });
      await give({ day: '2026-11-26' });
      expect((await stores.reps.loadOf('kim')).days).toEqual({ '2026-11-25': 1, '2026-11-26': 1 });
    });

    it('lets a rep at the cap swap a lead for another', async () => {
      const first = assignToRep(await queued());
      await commitOrThrow(stores.leads, first);
      const second = assignToRep(await queued(), { admission: { day: TODAY, openCap: 1 } });
      expect(await stores.leads.commit({ transitions: [declineLead(first.after), second] })).toEqual({
        outcome: 'done',
      });
      expect((await stores.reps.holdsOf('kim')).map(({ lead }) => lead)).toEqual([second.after.id]);
      expect((await stores.reps.loadOf('kim')).open).toBe(1);
    });

    it('requires only an active rep when a person decides', async () => {
      for (let lead = 0; lead < 5; lead += 1) expect(await give({})).toEqual({ outcome: 'done' });
      const changed = aRep({ version: 2 });
      await stores.reps.save(changed, aRepChange(changed));
      expect(await give({})).toEqual({ outcome: 'done' });
      const left = aRep({ version: 3, active: false });
      await stores.reps.save(left, aRepChange(left));
      expect(await give({})).toEqual(REFUSED);
    });

    it('refuses a system decision based on an older or newer row of the rep', async () => {
      const changed = aRep({ version: 2 });
      await stores.reps.save(changed, aRepChange(changed));
      expect(await give({ repVersion: 1 })).toEqual(REFUSED);
      expect(await give({ repVersion: 3 })).toEqual(REFUSED);
      expect(await give({ repVersion: 2 })).toEqual({ outcome: 'done' });
    });

    it('is refused for an unknown rep', async () => {
      expect(await give({}, { rep: 'nobody' })).toEqual({ outcome: 'not_admitted', rep: 'nobody' });
    });

    it("keeps a rep's load when the rep changes", async () => {
      await give({});
      const changed = aRep({ version: 2 });
      await stores.reps.save(changed, aRepChange(changed));
      const load = await stores.reps.loadOf('kim');
      expect([load.open, load.days[TODAY]]).toEqual([1, 1]);
    });

    it('changes nothing when refused', async () => {
      await give({ openCap: 1 });
      const lead = await queued();
      const before = await readEverythingOf(stores, lead);
      const change = assignToRep(lead, { admission: { day: TODAY, openCap: 1 } });
      expect(await stores.leads.commit({ transitions: [change] })).toEqual(REFUSED);
      expect(await readEverythingOf(stores, lead)).toEqual(before);
    });

    it('is exact with many concurrent writers', async () => {
      const leads = await Promise.all(Array.from({ length: 10 }, () => queued()));
      const outcomes = await Promise.all(
        leads.map((lead) =>
          stores.leads.commit({ transitions: [assignToRep(lead, { admission: { day: TODAY, openCap: 4 } })] }),
        ),
      );
      expect(outcomes.filter(({ outcome }) => outcome === 'done')).toHaveLength(4);
      expect(outcomes.filter(({ outcome }) => outcome === 'not_admitted')).toHaveLength(6);
      expect([(await stores.reps.loadOf('kim')).open, (await stores.reps.holdsOf('kim')).length]).toEqual([4, 4]);
    });
  });
}
