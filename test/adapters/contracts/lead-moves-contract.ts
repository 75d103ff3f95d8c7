import { beforeEach, describe, expect, it } from 'vitest';
import type { Lead } from '../../../shared/domain/lead/lead.ts';
import { aStoredLead, commitOrThrow } from '../../support/builders/lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import {
  assignToRep,
  closeLead,
  declineLead,
  makeFirstResponse,
  makeTransition,
  nurtureLead,
  sendToQueue,
} from '../../support/builders/moves.ts';
import { aRep, saveReps } from '../../support/builders/rep.ts';
import { type MakeStores, type Stores, TODAY } from './stores.ts';

/** What moves with a lead follows from its transitions: the place in a queue, the hold, the load. */
export function leadMovesContract(make: MakeStores): void {
  describe('what moves with a lead', () => {
    let stores: Stores;
    beforeEach(async () => {
      stores = await make();
      await saveReps(stores.reps, aRep(), aRep({ id: 'lou', name: 'Lou Berg' }));
    });

    const queued = async (team = 'sdr') =>
      (await stores.leads.queue(team, { limit: 100 })).items.map(({ lead }) => lead);
    const held = async (rep: string) => (await stores.reps.holdsOf(rep)).map(({ lead }) => lead);
    const open = async (rep: string) => (await stores.reps.loadOf(rep)).open;
    const stands = async (lead: Lead) => ({
      queued: (await queued()).includes(lead.id),
      kim: (await held('kim')).includes(lead.id) && (await open('kim')) === 1,
      lou: (await held('lou')).includes(lead.id) && (await open('lou')) === 1,
    });
    const NOWHERE = { queued: false, kim: false, lou: false };

    it('received: nothing', async () => {
      expect(await stands(await aStoredLead(stores.leads, 'received'))).toEqual(NOWHERE);
    });

    it('routed: in the queue, with its work item', async () => {
      const lead = await aStoredLead(stores.leads, 'queued', { priority: 'high' });
      expect(await stands(lead)).toEqual({ ...NOWHERE, queued: true });
      const work = { team: 'sdr', priority: 'high', since: MONDAY };
      expect((await stores.leads.queue('sdr', { limit: 1 })).items).toEqual([{ lead: lead.id, workItem: work }]);
    });

    it('assigned: from the queue to the owner, with its weight and its day', async () => {
      const lead = await aStoredLead(stores.leads, 'assigned', { weight: 3 });
      expect(await queued()).toEqual([]);
      expect(await stores.reps.holdsOf('kim')).toEqual([{ lead: lead.id, weight: 3, team: 'sdr' }]);
      const load = await stores.reps.loadOf('kim');
      expect([load.open, load.days[TODAY]]).toEqual([3, 1]);
    });

    it('reassignment pending: in the queue while the old owner keeps it', async () => {
      const lead = await aStoredLead(stores.leads, 'sought');
      expect(await stands(lead)).toEqual({ queued: true, kim: true, lou: false });
    });

    it('first response while reassignment is pending: out of the queue, still with its owner', async () => {
      const lead = await aStoredLead(stores.leads, 'sought');
      await commitOrThrow(stores.leads, makeFirstResponse(lead));
      expect(await stands(lead)).toEqual({ ...NOWHERE, kim: true });
    });

    it('first response that takes less room: a part of the slot is freed, exactly', async () => {
      for (const weight of [0.25, 0.75]) {
        const lead = await aStoredLead(stores.leads, 'assigned');
        await commitOrThrow(stores.leads, makeFirstResponse(lead, { weight }));
        expect(await stores.reps.holdsOf('kim')).toContainEqual({ lead: lead.id, weight, team: 'sdr' });
      }
      expect(await open('kim')).toBe(1);
      const another = await aStoredLead(stores.leads, 'queued');
      const given = { ...assignToRep(another), admission: { openCap: 1, day: TODAY } };
      expect((await stores.leads.commit({ transitions: [given] })).outcome).not.toBe('done');
    });

    it('reassigned: the old owner is freed in the same transition', async () => {
      const lead = await aStoredLead(stores.leads, 'sought');
      await commitOrThrow(stores.leads, assignToRep(lead, { rep: 'lou' }));
      expect(await stands(lead)).toEqual({ ...NOWHERE, lou: true });
      expect([await open('kim'), await open('lou')]).toEqual([0, 1]);
      expect(await held('kim')).toEqual([]);
    });

    it('reassigned to the same owner: held once, no new admission needed', async () => {
      const lead = await aStoredLead(stores.leads, 'sought');
      await commitOrThrow(stores.leads, { ...assignToRep(lead, { weight: 2 }), admission: undefined });
      expect(await held('kim')).toEqual([lead.id]);
      expect(await open('kim')).toBe(2);
    });

    it('declined: back in the queue, slots freed, still counted for the day', async () => {
      const lead = await aStoredLead(stores.leads, 'assigned', { weight: 3 });
      await commitOrThrow(stores.leads, declineLead(lead));
      expect(await stands(lead)).toEqual({ ...NOWHERE, queued: true });
      const load = await stores.reps.loadOf('kim');
      expect([load.open, load.days[TODAY]]).toEqual([0, 1]);
    });

    it.each([
      ['closed', (lead: Lead) => closeLead(lead)],
      ['nurtured', (lead: Lead) => nurtureLead(lead)],
      ['sent to the catch-all', (lead: Lead) => sendToQueue(lead)],
    ])('%s: out of the queue and nobody holds it', async (_, leave) => {
      const lead = await aStoredLead(stores.leads, 'sought');
      await commitOrThrow(stores.leads, leave(lead));
      expect(await stands(lead)).toEqual(NOWHERE);
      expect(await open('kim')).toBe(0);
    });

    it('made more urgent: moves ahead, without a duplicate in the queue', async () => {
      const lead = await aStoredLead(stores.leads, 'queued', { priority: 'normal' });
      if (lead.stage.state !== 'waiting' || lead.stage.place !== 'team') throw new Error('built wrong');
      const work = { ...lead.stage.workItem, priority: 'urgent' as const };
      const urgent = makeTransition(lead, 'TouchpointAdded', {
        data: { source: 'demo-form', touch: 'demo_request' },
        stage: { ...lead.stage, workItem: work },
      });
      await commitOrThrow(stores.leads, urgent);
      expect((await stores.leads.queue('sdr', { limit: 10 })).items).toEqual([{ lead: lead.id, workItem: work }]);
    });

    it('moved to another team: out of one queue, into the other', async () => {
      const lead = await aStoredLead(stores.leads, 'queued');
      if (lead.stage.state !== 'waiting' || lead.stage.place !== 'team') throw new Error('built wrong');
      const stage = { ...lead.stage, workItem: { ...lead.stage.workItem, team: 'ae' } };
      const data = { from: 'sdr', team: 'ae', because: 'nobody_fits' };
      await commitOrThrow(stores.leads, makeTransition(lead, 'LeadFellBack', { data, stage }));
      expect([await queued('sdr'), await queued('ae')]).toEqual([[], [lead.id]]);
    });
  });
}
