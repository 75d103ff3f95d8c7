import { beforeEach, describe, expect, it } from 'vitest';
import type { DoNotContactEntry } from '../../../shared/domain/privacy/do-not-contact.ts';
import { BadCursor } from '../../../shared/ports/bad-cursor.ts';
import type { DoNotContactList, DoNotContactRecords } from '../../../shared/ports/do-not-contact-list.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';

/** Builds an entry with these keys. */
function anEntry(id: string, keys: readonly string[], at = MONDAY): DoNotContactEntry {
  return { id, at, by: 'dana', because: 'asked_by_mail', ticket: 'dsr-9', kind: 'person', keys };
}

/** Contract of every DoNotContactList. */
export function doNotContactListContract(make: () => Promise<DoNotContactList>): void {
  describe('the do-not-contact list', () => {
    let list: DoNotContactList;
    beforeEach(async () => {
      list = await make();
    });

    it('finds entries by each of their keys, and nothing else', async () => {
      const [nora, acme] = [anEntry('dnc_1', ['n1', 'n2']), anEntry('dnc_2', ['a1'])];
      for (const entry of [nora, acme, acme]) await list.put(entry);
      const found = await list.find(['n2', 'x', 'a1', 'n2']);
      expect([...found].sort((one, other) => (one.key < other.key ? -1 : 1))).toEqual([
        { key: 'a1', entry: acme },
        { key: 'n2', entry: nora },
      ]);
      expect(await list.find(['x'])).toEqual([]);
      expect(await list.find([])).toEqual([]);
    });

    it('finds more keys than fit in one read', async () => {
      await list.put(anEntry('dnc_1', ['k149']));
      const wanted = Array.from({ length: 150 }, (_, at) => `k${at}`);
      expect((await list.find(wanted)).map(({ key }) => key)).toEqual(['k149']);
    });

    it('removes the keys of an entry, but none that another has by now', async () => {
      const [first, second] = [anEntry('dnc_1', ['k1', 'k2']), anEntry('dnc_2', ['k2'])];
      await list.put(first);
      await list.put(second);
      await list.remove(first);
      await list.remove(first);
      expect(await list.find(['k1', 'k2'])).toEqual([{ key: 'k2', entry: second }]);
    });
  });
}

/** Contract of every DoNotContactRecords. */
export function doNotContactRecordsContract(make: () => Promise<DoNotContactRecords>): void {
  describe('the records of the do-not-contact list', () => {
    let records: DoNotContactRecords;
    beforeEach(async () => {
      records = await make();
    });

    it('are listed newest first, page by page', async () => {
      const entries = [1, 2, 3].map((at) => anEntry(`dnc_${at}`, [`k${at}`], minutesAfterMonday(at)));
      for (const entry of entries) await records.save(entry);
      const first = await records.list({ limit: 2 });
      expect(first.items.map(({ id }) => id)).toEqual(['dnc_3', 'dnc_2']);
      const second = await records.list({ limit: 2, cursor: first.cursor });
      expect(second).toEqual({ items: [entries[0]] });
    });

    it('are replaced when saved again, as when an entry is lifted', async () => {
      const entry = anEntry('dnc_1', ['k1']);
      await records.save(entry);
      const lifted = { ...entry, lifted: { at: minutesAfterMonday(5), by: 'ivo', because: 'agreed' } };
      await records.save(lifted);
      expect(await records.list({ limit: 5 })).toEqual({ items: [lifted] });
    });

    it('refuse a cursor of somebody else', async () => {
      await expect(records.list({ limit: 1, cursor: '../erasures' })).rejects.toThrow(BadCursor);
    });
  });
}
