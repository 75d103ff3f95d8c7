import { beforeEach, describe, expect, it } from 'vitest';
import { type Erasure, NOTHING_ERASED } from '../../../shared/domain/privacy/erasure.ts';
import { BadCursor } from '../../../shared/ports/bad-cursor.ts';
import type { ErasureRecords } from '../../../shared/ports/erasure.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';

/** More pages than any test has: a listing that does not go on must not run forever. */
const MAX_PAGES = 10;

/** Builds the record of an erasure that has just been asked for. */
export function anErasure(more: Partial<Erasure> = {}): Erasure {
  return {
    id: 'era_01K9D3R7V0000000000000000A',
    at: MONDAY,
    by: 'dana.ruiz',
    because: 'request',
    keys: ['9f2c', 'a07d'],
    leads: ['lead_1', 'lead_2'],
    remaining: ['leads', 'deliveries'],
    counts: NOTHING_ERASED,
    ...more,
  };
}

/** Contract of every ErasureRecords. */
export function erasureRecordsContract(make: () => Promise<ErasureRecords>): void {
  describe('records of erasures', () => {
    let records: ErasureRecords;
    beforeEach(async () => {
      records = await make();
    });

    /** Lists all records in pages of this size. @returns their ids, page by page */
    async function pagesOf(limit: number): Promise<readonly (readonly string[])[]> {
      const pages: string[][] = [];
      let cursor: string | undefined;
      do {
        const page = await records.list({ limit, cursor });
        pages.push(page.items.map(({ id }) => id));
        cursor = page.cursor;
      } while (cursor !== undefined && pages.length < MAX_PAGES);
      return pages;
    }

    it('are none at first', async () => {
      expect(await records.list({ limit: 10 })).toEqual({ items: [] });
    });

    it('are listed as they were saved', async () => {
      const asked = anErasure();
      const cutOff = anErasure({
        id: 'era_2',
        at: minutesAfterMonday(1),
        ticket: 'dsr-7',
        remaining: ['deliveries'],
        cursor: 'DELIVERY#x|DELIVERY',
        waiting: 2,
        counts: { leads: 1, rows: 4, deliveries: 3, findings: 1 },
      });
      const done = anErasure({
        id: 'era_3',
        at: minutesAfterMonday(2),
        keys: [],
        leads: [],
        remaining: [],
        doneAt: minutesAfterMonday(3),
      });
      for (const record of [asked, cutOff, done]) await records.save(record);
      expect(await records.list({ limit: 10 })).toEqual({ items: [done, cutOff, asked] });
    });

    it('are replaced when they are saved again', async () => {
      await records.save(anErasure({ waiting: 1, cursor: 'somewhere' }));
      await records.save(anErasure({ id: 'era_other', at: minutesAfterMonday(1) }));
      const done = anErasure({ remaining: [], doneAt: minutesAfterMonday(5) });
      await records.save(done);
      expect((await records.list({ limit: 10 })).items.map(({ id }) => id)).toEqual(['era_other', done.id]);
      expect((await records.list({ limit: 10 })).items[1]).toEqual(done);
    });

    it('are all kept when several were asked for at once', async () => {
      const ids = ['era_a', 'era_b', 'era_c'];
      await Promise.all(ids.map((id) => records.save(anErasure({ id }))));
      expect((await pagesOf(10)).flat().toSorted()).toEqual(ids);
    });

    it('come in pages, newest first, whatever their number', async () => {
      for (const minute of [2, 0, 3, 1])
        await records.save(anErasure({ id: `era_${minute}`, at: minutesAfterMonday(minute) }));
      expect(await pagesOf(1)).toEqual([['era_3'], ['era_2'], ['era_1'], ['era_0']]);
      expect(await pagesOf(2)).toEqual([
        ['era_3', 'era_2'],
        ['era_1', 'era_0'],
      ]);
      expect(await pagesOf(3)).toEqual([['era_3', 'era_2', 'era_1'], ['era_0']]);
    });

    it('go on behind the record a page ended with, also when newer ones came', async () => {
      for (const minute of [0, 1, 2])
        await records.save(anErasure({ id: `era_${minute}`, at: minutesAfterMonday(minute) }));
      const { cursor } = await records.list({ limit: 2 });
      await records.save(anErasure({ id: 'era_9', at: minutesAfterMonday(9) }));
      expect((await records.list({ limit: 2, cursor })).items.map(({ id }) => id)).toEqual(['era_0']);
    });

    it('refuse a cursor that is none of theirs', async () => {
      await records.save(anErasure());
      for (const cursor of ['none of ours', '', '../deliveries/x'])
        await expect(records.list({ limit: 1, cursor }), cursor).rejects.toThrow(BadCursor);
    });
  });
}
