import { beforeEach, describe, expect, it } from 'vitest';
import type { LeadStore } from '../../../shared/ports/lead-store.ts';
import type { ObservationStore } from '../../../shared/ports/observation-store.ts';
import { aStoredLead, commitDone } from '../../support/builders/lead.ts';
import { minutes } from '../../support/builders/moment.ts';
import { sentToQueue } from '../../support/builders/moves.ts';
import { aRep, saveReps } from '../../support/builders/rep.ts';
import type { MakeStores } from './stores.ts';

const DAY = '2026-11-23';

/** Contract of every ObservationStore, together with a LeadStore over the same tables. */
export function observationStoreContract(
  make: () => Promise<Awaited<ReturnType<MakeStores>> & { readonly observations: ObservationStore }>,
): void {
  describe('observations', () => {
    let leads: LeadStore;
    let observations: ObservationStore;
    beforeEach(async () => {
      const stores = await make();
      ({ leads, observations } = stores);
      await saveReps(stores.reps, aRep());
    });

    it('exist for leads in shadow mode, from their receipt on', async () => {
      const live = await aStoredLead(leads, 'received');
      const lead = await aStoredLead(leads, 'received', { observed: true });
      expect(await observations.of(live)).toBeUndefined();
      expect(await observations.of(lead)).toEqual({ lead: lead.id, receivedAt: lead.receivedAt });
    });

    it("record Baton's decision in the same transition", async () => {
      const given = await aStoredLead(leads, 'closed', { observed: true });
      expect((await observations.of(given))?.ours).toEqual({ rule: 'none', at: minutes(0), rep: 'kim', team: 'sdr' });
      const queued = await commitDone(leads, sentToQueue(await aStoredLead(leads, 'received', { observed: true })));
      expect((await observations.of(queued))?.ours).toMatchObject({ instead: 'queue' });
    });

    it("record the incumbent's owner beside it, replaceable", async () => {
      const lead = await aStoredLead(leads, 'assigned', { observed: true });
      const owner = { rep: 'lea', teams: ['sdr'], at: minutes(3) };
      await observations.saveOwner(lead, owner);
      await observations.saveOwner(lead, { ...owner, firstTouchAt: minutes(9) });
      expect(await observations.of(lead)).toMatchObject({
        ours: { rep: 'kim' },
        theirs: { ...owner, firstTouchAt: minutes(9) },
      });
    });

    it('refuse an owner for a lead not in shadow mode', async () => {
      const lead = await aStoredLead(leads, 'assigned');
      const owner = { rep: 'lea', teams: [], at: minutes(3) };
      await expect(observations.saveOwner(lead, owner)).rejects.toThrow();
    });

    it('are listed by day of receipt, in pages', async () => {
      const ids: string[] = [];
      for (let count = 0; count < 3; count += 1)
        ids.push((await aStoredLead(leads, 'received', { observed: true })).id);
      await aStoredLead(leads, 'received', { observed: true, receivedAt: '2026-11-24T00:00:00.000Z' });
      const first = await observations.ofDay(DAY, { limit: 2 });
      const second = await observations.ofDay(DAY, { limit: 2, cursor: first.cursor });
      expect([first.items.length, second.items.length, second.cursor]).toEqual([2, 1, undefined]);
      expect([...first.items, ...second.items].map(({ lead }) => lead).sort()).toEqual([...ids].sort());
      expect((await observations.ofDay('2026-11-22', { limit: 2 })).items).toEqual([]);
      await expect(observations.ofDay(DAY, { limit: 2, cursor: 'none of ours' })).rejects.toThrow();
    });
  });
}
