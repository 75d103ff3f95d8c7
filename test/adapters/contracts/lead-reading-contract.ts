import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Lead } from '../../../shared/domain/lead/lead.ts';
import { forgetLead } from '../../../shared/domain/privacy/forget-lead.ts';
import { BadCursor } from '../../../shared/ports/bad-cursor.ts';
import type { LeadQuery } from '../../../shared/ports/lead-store.ts';
import { aStoredLead, commitOrThrow } from '../../support/builders/lead.ts';
import { aDecision } from '../../support/builders/ledger.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';
import { closeLead, receiveLead, routeToTeam } from '../../support/builders/moves.ts';
import { aRep, saveReps } from '../../support/builders/rep.ts';
import { TIME_LIMITS } from '../../support/time-limits.ts';
import type { MakeStores, Stores } from './stores.ts';

/** Waits until a list that may lag is right. A list reads many partitions, which takes a busy machine seconds. */
const eventually = <Found>(check: () => Promise<Found>) => vi.waitFor(check, { timeout: TIME_LIMITS.eventually });

/** Reading leads: by id, due date, queue position, owner, team and state. Lists may lag, so tests wait for them. */
export function leadReadingContract(make: MakeStores): void {
  describe('reading leads', () => {
    let stores: Stores;
    beforeEach(async () => {
      stores = await make();
      await saveReps(stores.reps, aRep(), aRep({ id: 'lou', name: 'Lou Berg' }));
    });
    const ids = (leads: readonly Lead[]) => leads.map(({ id }) => id).sort();

    it('finds nothing under an unknown id', async () => {
      expect(await stores.leads.load('lead_none')).toBeUndefined();
      expect(await stores.leads.person('lead_none')).toBeUndefined();
      expect(await stores.leads.loadEnrichment('lead_none')).toBeUndefined();
      expect(await stores.leads.routedFeatures('lead_none')).toBeUndefined();
      expect(await stores.leads.timeline('lead_none')).toEqual([]);
      expect(await stores.leads.loadWithTimeline('lead_none')).toEqual({ lead: undefined, timeline: [] });
      expect(await stores.leads.decision('none')).toBeUndefined();
    });

    it('loads a lead with its timeline, as each of them alone', async () => {
      for (const at of ['received', 'queued', 'working', 'closed'] as const) {
        const { id } = await aStoredLead(stores.leads, at);
        await stores.leads.saveEnrichment(id, { resultId: 'a', features: { country: 'DE' }, guessedFields: [] });
        const { lead, timeline } = await stores.leads.loadWithTimeline(id);
        expect(lead).toEqual(await stores.leads.load(id));
        expect(timeline).toEqual(await stores.leads.timeline(id));
        expect(timeline).toHaveLength(lead?.version ?? 0);
      }
    });

    it('loads many by id, each once, without unknown ones', async () => {
      const leads = [await aStoredLead(stores.leads), await aStoredLead(stores.leads, 'queued')];
      const asked = [...ids(leads), 'lead_none', ...ids(leads)];
      const found = await stores.leads.loadMany(asked);
      expect(ids(found)).toEqual(ids(leads));
      expect(await stores.leads.loadMany([])).toEqual([]);
    });

    it('keeps the latest enrichment result beside the lead', async () => {
      const lead = await aStoredLead(stores.leads);
      await stores.leads.saveEnrichment(lead.id, { resultId: 'a', features: { country: 'DE' }, guessedFields: [] });
      const features = { country: 'AT', products: ['platform', 'analytics'], score: 12 };
      const account = { account: 'acme', matchedBy: 'domain', isCertain: true } as const;
      const latest = { resultId: 'b', features, guessedFields: ['country'], account };
      await stores.leads.saveEnrichment(lead.id, latest);
      expect(await stores.leads.loadEnrichment(lead.id)).toEqual(latest);
      expect(await stores.leads.load(lead.id)).toEqual(lead);
    });

    it('lists due leads, oldest first, up to the limit', async () => {
      const dueAfter = async (minute: number) =>
        (await aStoredLead(stores.leads, 'received', { routeBy: minutesAfterMonday(minute) })).id;
      const [seven, three] = [await dueAfter(7), await dueAfter(3)];
      await dueAfter(9);
      const [five, one] = [await dueAfter(5), await dueAfter(1)];
      const due = async (minute: number, limit: number) =>
        (await stores.leads.due(minutesAfterMonday(minute), limit)).map(({ lead }) => lead);
      await eventually(async () => expect(await due(7, 10)).toEqual([one, three, five, seven]));
      expect(await due(7, 2)).toEqual([one, three]);
      expect(await due(0, 10)).toEqual([]);
      expect(await stores.leads.due(minutesAfterMonday(1), 10)).toEqual([{ lead: one, dueAt: minutesAfterMonday(1) }]);
    });

    it('lists leads that come due in a window, its end included, however many are due before it', async () => {
      const dueAfter = async (minute: number) =>
        (await aStoredLead(stores.leads, 'received', { routeBy: minutesAfterMonday(minute) })).id;
      await dueAfter(8);
      const [seven, six] = [await dueAfter(7), await dueAfter(6)];
      for (const minute of [1, 2, 3, 5]) await dueAfter(minute);
      const coming = async (after: number, before: number, limit = 2) => {
        const window = { after: minutesAfterMonday(after), before: minutesAfterMonday(before) };
        return (await stores.leads.dueBetween(window, limit)).map(({ lead }) => lead);
      };
      await eventually(async () => expect(await stores.leads.due(minutesAfterMonday(9), 9)).toHaveLength(7));
      expect(await coming(5, 7)).toEqual([six, seven]);
      expect(await coming(5, 7, 1)).toEqual([six]);
      expect(await coming(8, 9)).toEqual([]);
    });

    it('lists what is due in a window although a thousand others are overdue', async () => {
      const overdue = Array.from({ length: 1001 }, () => receiveLead({ routeBy: minutesAfterMonday(1) }));
      for (let start = 0; start < overdue.length; start += 20) {
        const transitions = overdue.slice(start, start + 20);
        expect(await stores.leads.commit({ transitions })).toEqual({ outcome: 'done' });
      }
      const near = await aStoredLead(stores.leads, 'received', { routeBy: minutesAfterMonday(6) });
      const window = { after: minutesAfterMonday(5), before: minutesAfterMonday(7) };
      const found = [{ lead: near.id, dueAt: minutesAfterMonday(6) }];
      await eventually(async () => expect(await stores.leads.dueBetween(window, 1000)).toEqual(found));
    });

    it('lists a lead under its new due date, and not once closed', async () => {
      const lead = await aStoredLead(stores.leads, 'received', { routeBy: minutesAfterMonday(1) });
      const later = await commitOrThrow(stores.leads, routeToTeam(lead, { lookAgainAt: minutesAfterMonday(50) }));
      await eventually(async () => expect(await stores.leads.due(minutesAfterMonday(49), 10)).toEqual([]));
      const moved = [{ lead: lead.id, dueAt: minutesAfterMonday(50) }];
      await eventually(async () => expect(await stores.leads.due(minutesAfterMonday(50), 10)).toEqual(moved));
      await commitOrThrow(stores.leads, closeLead(later));
      await eventually(async () => expect(await stores.leads.due(minutesAfterMonday(99), 10)).toEqual([]));
    });

    it('lists a queue by urgency, then age, in pages', async () => {
      const place = async (priority: 'urgent' | 'high' | 'normal' | 'low', minute: number) =>
        (await aStoredLead(stores.leads, 'queued', { priority, since: minutesAfterMonday(minute) })).id;
      const last = await place('low', -90);
      const fourth = await place('normal', 2);
      const third = await place('normal', 1);
      const first = await place('urgent', 5);
      const second = await place('high', 4);
      await aStoredLead(stores.leads, 'queued', { team: 'ae' });
      const pages: string[][] = [];
      let cursor: string | undefined;
      do {
        const page = await stores.leads.queue('sdr', { limit: 2, cursor });
        pages.push(page.items.map(({ lead }) => lead));
        cursor = page.cursor;
      } while (cursor && pages.length < 9);
      expect(pages.flat()).toEqual([first, second, third, fourth, last]);
      expect(pages[0]).toHaveLength(2);
    });

    it('continues from a cursor although earlier leads have left the queue', async () => {
      const lead = async (minute: number) => aStoredLead(stores.leads, 'queued', { since: minutesAfterMonday(minute) });
      const [one, two, three] = [await lead(1), await lead(2), await lead(3)];
      const { cursor } = await stores.leads.queue('sdr', { limit: 2 });
      for (const gone of [one, two]) await commitOrThrow(stores.leads, closeLead(gone));
      const rest = await stores.leads.queue('sdr', { limit: 2, cursor });
      expect(rest.items.map((item) => item.lead)).toEqual([three.id]);
    });

    it('lists by owner, by team and by state', async () => {
      const kims = await aStoredLead(stores.leads, 'assigned');
      const lous = await aStoredLead(stores.leads, 'working', { rep: 'lou', team: 'ae' });
      const waiting = await aStoredLead(stores.leads, 'queued');
      const parked = await aStoredLead(stores.leads, 'parked');
      const done = await aStoredLead(stores.leads, 'closed');
      const lists = (by: LeadQuery['by'], leads: readonly Lead[]) =>
        eventually(async () => expect(ids((await stores.leads.list({ by, limit: 10 })).items)).toEqual(ids(leads)));
      await lists({ owner: 'kim' }, [kims]);
      await lists({ owner: 'lou' }, [lous]);
      await lists({ team: 'sdr' }, [kims, waiting]);
      await lists({ team: 'ae' }, [lous]);
      await lists({ state: 'waiting' }, [waiting, parked]);
      await lists({ state: 'closed' }, [done]);
      const page = await stores.leads.list({ by: { owner: 'lou' }, limit: 1 });
      expect(page.items).toEqual([lous]);
    });

    it('lists in pages, each lead once', async () => {
      const leads: Lead[] = [];
      for (let lead = 0; lead < 5; lead += 1) leads.push(await aStoredLead(stores.leads, 'queued'));
      await eventually(async () => {
        const found: Lead[] = [];
        let cursor: string | undefined;
        do {
          const page = await stores.leads.list({ by: { state: 'waiting' }, limit: 2, cursor });
          expect(page.items.length).toBeLessThanOrEqual(2);
          found.push(...page.items);
          cursor = page.cursor;
        } while (cursor && found.length < 20);
        expect(ids(found)).toEqual(ids(leads));
      });
    });

    it('lists one state in pages among leads in others, oldest first', async () => {
      const waiting: string[] = [];
      for (let minute = 0; minute < 5; minute += 1) {
        const receivedAt = minutesAfterMonday(minute);
        await aStoredLead(stores.leads, minute % 2 === 0 ? 'assigned' : 'nurturing', { receivedAt });
        waiting.push((await aStoredLead(stores.leads, 'queued', { receivedAt })).id);
      }
      await eventually(async () => {
        const pages: string[][] = [];
        let cursor: string | undefined;
        do {
          const page = await stores.leads.list({ by: { state: 'waiting' }, limit: 2, cursor });
          pages.push(page.items.map(({ id }) => id));
          cursor = page.cursor;
        } while (cursor && pages.length < 9);
        expect(pages.filter((page) => page.length > 0)).toEqual([
          waiting.slice(0, 2),
          waiting.slice(2, 4),
          waiting.slice(4),
        ]);
      });
    });

    it('lists oldest first', async () => {
      const receive = async (minute: number) =>
        (await aStoredLead(stores.leads, 'queued', { receivedAt: minutesAfterMonday(minute) })).id;
      const [third, first, second] = [await receive(3), await receive(1), await receive(2)];
      const list = async () => (await stores.leads.list({ by: { state: 'waiting' }, limit: 10 })).items;
      await eventually(async () => expect((await list()).map(({ id }) => id)).toEqual([first, second, third]));
    });

    it('lists leads received by a moment, and those whose person was erased last or not at all', async () => {
      const close = (minute: number) => aStoredLead(stores.leads, 'closed', { receivedAt: minutesAfterMonday(minute) });
      const [late, early, middle, erased] = [await close(30), await close(10), await close(20), await close(5)];
      const change = forgetLead(erased, { erasure: 'era_1', because: 'x', keeps: [], now: MONDAY, eventId: 'forgot' });
      if (change) await commitOrThrow(stores.leads, change);
      const inOrder = (leads: readonly Lead[]) => leads.map(({ id }) => id);
      const list = async (query: Partial<LeadQuery>) =>
        inOrder((await stores.leads.list({ by: { state: 'closed' }, limit: 10, ...query })).items);
      await eventually(async () => expect(await list({})).toEqual(inOrder([early, middle, late, erased])));
      expect(await list({ receivedBy: minutesAfterMonday(20) })).toEqual(inOrder([early, middle]));
      expect(await list({ receivedBy: minutesAfterMonday(9) })).toEqual([]);
      const receivedFrom = minutesAfterMonday(20);
      expect(await list({ receivedFrom })).toEqual(inOrder([middle, late]));
      const { cursor } = await stores.leads.list({ by: { state: 'closed' }, receivedFrom, limit: 1 });
      expect(await list({ receivedFrom, cursor })).toEqual(inOrder([late]));
      const receivedBy = minutesAfterMonday(30);
      const first = await stores.leads.list({ by: { state: 'closed' }, receivedBy, limit: 2 });
      expect(await list({ receivedBy, cursor: first.cursor })).toEqual(inOrder([late]));
    });

    it('rejects a forged cursor', async () => {
      const cursor = 'bm9uc2Vuc2U';
      await expect(stores.leads.queue('sdr', { limit: 2, cursor })).rejects.toThrow(BadCursor);
      for (const by of [{ team: 'sdr' }, { owner: 'kim' }, { state: 'waiting' }] as const)
        await expect(stores.leads.list({ by, limit: 2, cursor })).rejects.toThrow(BadCursor);
    });

    it('keeps a decision by its id, saved with the leads it assigned', async () => {
      const lead = await aStoredLead(stores.leads, 'queued');
      const decision = aDecision('decision_1');
      await stores.leads.commit({ transitions: [closeLead(lead)], decision });
      expect(await stores.leads.decision('decision_1')).toEqual(decision);
    });
  });
}
