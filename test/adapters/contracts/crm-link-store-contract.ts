import { beforeEach, describe, expect, it } from 'vitest';
import { type CrmLink, newCrmLink } from '../../../shared/domain/crm/crm-link.ts';
import type { CrmLinkStore } from '../../../shared/ports/crm-link-store.ts';
import type { PersonEraser } from '../../../shared/ports/erasure.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';

const UNTIL = minutesAfterMonday(2);
const TIME = { now: MONDAY, until: UNTIL };
const NO_KEYS = { persons: [], external: [], submissions: [] };

/** Contract of every CrmLinkStore. */
export function crmLinkStoreContract(
  make: () => Promise<{ readonly links: CrmLinkStore; readonly eraser: Pick<PersonEraser, 'erasePerson'> }>,
): void {
  describe('what was written to the CRM', () => {
    let links: CrmLinkStore;
    let eraser: Pick<PersonEraser, 'erasePerson'>;
    const fresh = newCrmLink('lead_1', 'hubspot', MONDAY);
    const claimed = async (link: CrmLink = fresh): Promise<CrmLink> => {
      const own = await links.claim(link, TIME);
      if (!own) throw new Error('not claimed');
      return own;
    };
    beforeEach(async () => {
      ({ links, eraser } = await make());
    });

    it('is kept as saved, and found by lead', async () => {
      const own = await claimed();
      expect(await links.load(['lead_1', 'lead_2'])).toEqual([own]);
      const after: CrmLink = {
        ...own,
        record: '7',
        written: { status: { value: 'assigned', at: MONDAY }, outcome: { value: '', at: MONDAY } },
        task: { state: 'open', id: '9', epoch: 1, dueAt: MONDAY, owner: 'u1' },
        problems: [{ code: 'refused_value', property: 'band' }],
      };
      expect(await links.save(after)).toBe(true);
      const { busyUntil: _, ...free } = after;
      expect(await links.load(['lead_1'])).toEqual([{ ...free, version: own.version + 1 }]);
    });

    it('has one writer at a time, and another one once the time of the first is over', async () => {
      const own = await claimed();
      expect(await links.claim(own, TIME)).toBeUndefined();
      expect(await links.claim(fresh, TIME)).toBeUndefined();
      const next = await links.claim(own, { now: UNTIL, until: minutesAfterMonday(4) });
      expect(next).toMatchObject({ version: own.version + 1 });
      expect(await links.save(own)).toBe(false);
      expect(await links.load(['lead_1'])).toEqual([next]);
    });

    it('is not saved on an older version', async () => {
      const own = await claimed();
      await links.save(own);
      expect([await links.save(own), await links.claim(own, TIME)]).toEqual([false, undefined]);
    });

    it('is erased with the person, for good', async () => {
      const own = await claimed();
      expect(await eraser.erasePerson('lead_1', NO_KEYS)).toBe(1);
      expect(await links.load(['lead_1'])).toEqual([]);
      expect([await links.save(own), await links.claim(fresh, TIME)]).toEqual([false, undefined]);
      expect(await eraser.erasePerson('lead_1', NO_KEYS)).toBe(0);
      await eraser.erasePerson('lead_2', NO_KEYS);
      expect(await links.claim({ ...fresh, lead: 'lead_2' }, TIME)).toBeUndefined();
    });
  });
}
