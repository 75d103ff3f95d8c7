import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Lead } from '../../../shared/domain/lead/lead.ts';
import { BadCursor } from '../../../shared/ports/bad-cursor.ts';
import { aStoredLead, commitOrThrow } from '../../support/builders/lead.ts';
import { minutesAfterMonday } from '../../support/builders/moment.ts';
import { nurtureLead, recycleLead } from '../../support/builders/moves.ts';
import type { MakeStores, Stores } from './stores.ts';

/** Leads in nurture, by their return date. The index may lag, so tests wait for it. */
export function leadRecyclingContract(make: MakeStores): void {
  describe('leads in nurture', () => {
    let stores: Stores;
    beforeEach(async () => {
      stores = await make();
    });
    const atRest = async (minute: number) => {
      const lead = await aStoredLead(stores.leads);
      return commitOrThrow(stores.leads, nurtureLead(lead, { returnAt: minutesAfterMonday(minute) }));
    };
    const returning = async (minute: number, limit = 10) =>
      (await stores.leads.dueForRecycling({ before: minutesAfterMonday(minute), limit })).items;

    it('are listed once due, oldest first, separately from other due leads', async () => {
      const [seven, three] = [await atRest(7), await atRest(3), await atRest(9)];
      await vi.waitFor(async () => expect(await returning(9)).toHaveLength(3));
      expect(await returning(7)).toEqual([
        { lead: three.id, dueAt: minutesAfterMonday(3) },
        { lead: seven.id, dueAt: minutesAfterMonday(7) },
      ]);
      expect(await returning(2)).toEqual([]);
      expect(await stores.leads.due(minutesAfterMonday(99), 10)).toEqual([]);
    });

    it('are no longer listed once recycled, and are then due like any other', async () => {
      const lead = await atRest(3);
      await vi.waitFor(async () => expect(await returning(3)).toHaveLength(1));
      await commitOrThrow(stores.leads, recycleLead(lead, { routeBy: minutesAfterMonday(4) }));
      await vi.waitFor(async () => expect(await returning(99)).toEqual([]));
      await vi.waitFor(async () =>
        expect(await stores.leads.due(minutesAfterMonday(4), 10)).toEqual([
          { lead: lead.id, dueAt: minutesAfterMonday(4) },
        ]),
      );
    });

    it('are listed in pages, each once, even if all have the same date and the last page has left', async () => {
      const leads = new Map<string, Lead>();
      for (let lead = 0; lead < 11; lead += 1) {
        const made = await atRest(lead < 2 ? 1 : 5);
        leads.set(made.id, made);
      }
      await vi.waitFor(async () => expect(await returning(9, 20)).toHaveLength(11));
      const pages: string[][] = [];
      let cursor: string | undefined;
      do {
        const page = await stores.leads.dueForRecycling({
          before: minutesAfterMonday(9 + pages.length),
          limit: 3,
          cursor,
        });
        pages.push(page.items.map(({ lead }) => lead));
        for (const { lead } of page.items) {
          const stored = leads.get(lead);
          if (stored) await commitOrThrow(stores.leads, recycleLead(stored));
        }
        cursor = page.cursor;
      } while (cursor && pages.length < 9);
      expect(pages.map(({ length }) => length)).toEqual([3, 3, 3, 2]);
      expect(pages.flat().sort()).toEqual([...leads.keys()].sort());
    });

    it('are not listed after a cursor beyond the requested date', async () => {
      for (const minute of [5, 6, 7]) await atRest(minute);
      await vi.waitFor(async () => expect(await returning(9)).toHaveLength(3));
      const { cursor } = await stores.leads.dueForRecycling({ before: minutesAfterMonday(9), limit: 2 });
      expect(await stores.leads.dueForRecycling({ before: minutesAfterMonday(3), limit: 2, cursor })).toEqual({
        items: [],
      });
    });

    it('are not listed for a forged cursor', async () => {
      for (const cursor of ['bm9uc2Vuc2U', Buffer.from('2026,').toString('base64url')])
        await expect(stores.leads.dueForRecycling({ before: minutesAfterMonday(9), limit: 2, cursor })).rejects.toThrow(
          BadCursor,
        );
    });
  });
}
