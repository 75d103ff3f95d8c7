import { beforeEach, describe, expect, it, vi } from 'vitest';
import { aStoredLead, commitOrThrow } from '../../support/builders/lead.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';
import { assignToRep, declineLead, makeTransition } from '../../support/builders/moves.ts';
import { aRep, saveReps } from '../../support/builders/rep.ts';
import { type MakeStores, type Stores, TODAY } from './stores.ts';

const SHOW = { source: 'trade-show', ownTurn: true } as const;

/** Leads that came with a list: separate queue, due dates and counters. */
export function leadListsContract(make: MakeStores): void {
  describe('leads of a list', () => {
    let stores: Stores;
    beforeEach(async () => {
      stores = await make();
      await saveReps(stores.reps, aRep());
    });
    const queued = async (list?: string) =>
      (await stores.leads.queue('sdr', { limit: 9, list })).items.map(({ lead }) => lead);
    const ids = (leads: readonly { readonly lead: string }[]) => leads.map(({ lead }) => lead);

    it('are only in the queue of their list', async () => {
      const live = await aStoredLead(stores.leads, 'queued');
      const listed = await aStoredLead(stores.leads, 'queued', { importList: SHOW });
      await aStoredLead(stores.leads, 'queued', { importList: { ...SHOW, source: 'webinar' } });
      expect(await queued()).toEqual([live.id]);
      expect(await queued('trade-show')).toEqual([listed.id]);
      const [item] = (await stores.leads.queue('sdr', { limit: 1, list: 'trade-show' })).items;
      expect(item?.workItem).toEqual({ team: 'sdr', priority: 'normal', since: MONDAY, importList: 'trade-show' });
      await commitOrThrow(stores.leads, assignToRep(listed, { weight: 0 }));
      expect(await queued('trade-show')).toEqual([]);
    });

    it('move to the main queue once the person shows interest', async () => {
      const listed = await aStoredLead(stores.leads, 'queued', { importList: SHOW });
      if (listed.stage.state !== 'waiting' || listed.stage.place !== 'team') throw new Error('it waits');
      const { importList: _, ...work } = listed.stage.workItem;
      const data = { source: 'demo-form', touch: 'demo_request' };
      const stage = { ...listed.stage, workItem: work };
      await commitOrThrow(
        stores.leads,
        makeTransition(listed, 'TouchpointAdded', { data, stage, patch: { importList: undefined } }),
      );
      expect(await queued('trade-show')).toEqual([]);
      expect(await queued()).toEqual([listed.id]);
    });

    it('have a separate due list while they wait, and join the main one once assigned', async () => {
      const received = await aStoredLead(stores.leads, 'received', {
        importList: SHOW,
        routeBy: minutesAfterMonday(1),
      });
      const waiting = await aStoredLead(stores.leads, 'queued', {
        importList: SHOW,
        lookAgainAt: minutesAfterMonday(2),
      });
      const held = await aStoredLead(stores.leads, 'assigned', { importList: SHOW });
      const live = await aStoredLead(stores.leads, 'received', { routeBy: minutesAfterMonday(3) });
      await vi.waitFor(async () => {
        expect(ids(await stores.leads.dueInImportLists(minutesAfterMonday(999), 9))).toEqual([received.id, waiting.id]);
        expect(ids(await stores.leads.due(minutesAfterMonday(999), 9)).sort()).toEqual([held.id, live.id].sort());
      });
      expect(ids(await stores.leads.dueInImportLists(minutesAfterMonday(999), 1))).toEqual([received.id]);
      expect(await stores.leads.dueInImportLists(minutesAfterMonday(0), 9)).toEqual([]);
    });

    describe('assigned to a rep', () => {
      const show = { source: 'trade-show', perDay: 2 };
      const give = async (admission: object, weight = 0) =>
        stores.leads.commit({
          transitions: [
            assignToRep(await aStoredLead(stores.leads, 'queued', { importList: SHOW }), {
              weight,
              admission: { day: TODAY, ...admission },
            }),
          ],
        });

      it('take no slot and count only for their list, up to its pace', async () => {
        for (const outcome of ['done', 'done', 'not_admitted'])
          expect(await give({ openCap: 5, list: show })).toMatchObject({ outcome });
        expect(await give({ list: { source: 'webinar', perDay: 1 } })).toEqual({ outcome: 'done' });
        expect(await give({ openCap: 1, dayCap: 1 }, 1)).toEqual({ outcome: 'done' });
        const load = await stores.reps.loadOf('kim');
        expect(load).toEqual({ open: 1, days: { [TODAY]: 1, [`${TODAY}#trade-show`]: 2, [`${TODAY}#webinar`]: 1 } });
      });

      it('have no limit per rep without a pace, but are counted per day', async () => {
        for (const day of [TODAY, TODAY, '2026-11-24'])
          expect(await give({ day, list: { source: 'trade-show' } })).toEqual({ outcome: 'done' });
        expect(await give({ day: '2026-11-24', list: show })).toEqual({ outcome: 'done' });
        expect(await give({ day: '2026-11-24', list: show })).toEqual({ outcome: 'not_admitted', rep: 'kim' });
      });

      it('have their day counters dropped after some days', async () => {
        await give({ list: show });
        await give({ day: '2026-11-30', list: show });
        expect((await stores.reps.loadOf('kim')).days).toEqual({ '2026-11-30#trade-show': 1 });
      });

      it('leave no counter behind when released', async () => {
        const lead = await aStoredLead(stores.leads, 'assigned', { importList: SHOW, weight: 0 });
        await commitOrThrow(stores.leads, declineLead(lead));
        expect(await stores.reps.holdsOf('kim')).toEqual([]);
        expect((await stores.reps.loadOf('kim')).open).toBe(0);
      });
    });
  });
}
