import { beforeEach, describe, expect, it } from 'vitest';
import type { LeadStore } from '../../../shared/ports/lead-store.ts';
import type { ShadowStore } from '../../../shared/ports/observation-store.ts';
import { aStoredLead, commitOrThrow } from '../../support/builders/lead.ts';
import { minutesAfterMonday } from '../../support/builders/moment.ts';
import { sendToQueue } from '../../support/builders/moves.ts';
import { aRep, saveReps } from '../../support/builders/rep.ts';
import type { MakeStores } from './stores.ts';

const DAY = '2026-11-23';

/** Contract of every ObservationStore, together with a LeadStore over the same tables. */
export function shadowStoreContract(
  make: () => Promise<Awaited<ReturnType<MakeStores>> & { readonly observations: ShadowStore }>,
): void {
  describe('observations', () => {
    let leads: LeadStore;
    let observations: ShadowStore;
    beforeEach(async () => {
      const stores = await make();
      ({ leads, observations } = stores);
      await saveReps(stores.reps, aRep());
    });

    it('exist for leads in shadow mode, from their receipt on', async () => {
      const live = await aStoredLead(leads, 'received');
      const lead = await aStoredLead(leads, 'received', { shadow: true });
      expect(await observations.get(live)).toBeUndefined();
      expect(await observations.get(lead)).toEqual({ lead: lead.id, receivedAt: lead.receivedAt });
    });

    it("record Baton's decision in the same transition", async () => {
      const given = await aStoredLead(leads, 'closed', { shadow: true });
      expect((await observations.get(given))?.baton).toEqual({
        rule: 'none',
        at: minutesAfterMonday(0),
        rep: 'kim',
        team: 'sdr',
      });
      const queued = await commitOrThrow(leads, sendToQueue(await aStoredLead(leads, 'received', { shadow: true })));
      expect((await observations.get(queued))?.baton).toMatchObject({ instead: 'queue' });
    });

    it("record the incumbent's owner beside it, replaceable", async () => {
      const lead = await aStoredLead(leads, 'assigned', { shadow: true });
      const owner = { rep: 'lea', teams: ['sdr'], at: minutesAfterMonday(3) };
      await observations.saveIncumbentOwner(lead, owner);
      await observations.saveIncumbentOwner(lead, { ...owner, firstResponseAt: minutesAfterMonday(9) });
      expect(await observations.get(lead)).toMatchObject({
        baton: { rep: 'kim' },
        incumbent: { ...owner, firstResponseAt: minutesAfterMonday(9) },
      });
    });

    it('refuse an owner for a lead not in shadow mode', async () => {
      const lead = await aStoredLead(leads, 'assigned');
      const owner = { rep: 'lea', teams: [], at: minutesAfterMonday(3) };
      await expect(observations.saveIncumbentOwner(lead, owner)).rejects.toThrow();
    });

    it('are listed by day of receipt, in pages', async () => {
      const ids: string[] = [];
      for (let count = 0; count < 3; count += 1) ids.push((await aStoredLead(leads, 'received', { shadow: true })).id);
      await aStoredLead(leads, 'received', { shadow: true, receivedAt: '2026-11-24T00:00:00.000Z' });
      const first = await observations.listDay(DAY, { limit: 2 });
      const second = await observations.listDay(DAY, { limit: 2, cursor: first.cursor });
      expect([first.items.length, second.items.length, second.cursor]).toEqual([2, 1, undefined]);
      expect([...first.items, ...second.items].map(({ lead }) => lead).sort()).toEqual([...ids].sort());
      expect((await observations.listDay('2026-11-22', { limit: 2 })).items).toEqual([]);
      await expect(observations.listDay(DAY, { limit: 2, cursor: 'none of baton' })).rejects.toThrow();
    });
  });
}
