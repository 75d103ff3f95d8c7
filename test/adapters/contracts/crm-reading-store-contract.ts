import { beforeEach, describe, expect, it } from 'vitest';
import { type CrmReading, newCrmReading } from '../../../shared/domain/crm/crm-reading.ts';
import type { CrmReadingStore } from '../../../shared/ports/crm-reading-store.ts';
import { MONDAY } from '../../support/builders/moment.ts';

/** Contract of every CrmReadingStore. */
export function crmReadingStoreContract(make: () => Promise<CrmReadingStore>): void {
  describe('how far a CRM has been read', () => {
    let readings: CrmReadingStore;
    beforeEach(async () => {
      readings = await make();
    });

    it('is kept as saved, for each CRM by itself', async () => {
      const reading: CrmReading = {
        ...newCrmReading('hubspot'),
        cursors: { calls: { readUntil: MONDAY, taken: [`7@${MONDAY}`] } },
        again: ['901'],
        failing: { since: MONDAY, because: 'timeout' },
      };
      expect(await readings.save(reading)).toBe(true);
      expect(await readings.load('hubspot')).toEqual({ ...reading, version: 1 });
      expect(await readings.load('salesforce')).toBeUndefined();
    });

    it('is not saved on an older version', async () => {
      const reading = newCrmReading('hubspot');
      expect(await readings.save(reading)).toBe(true);
      expect(await readings.save(reading)).toBe(false);
      expect(await readings.save({ ...reading, version: 1, again: ['901'] })).toBe(true);
      expect(await readings.load('hubspot')).toMatchObject({ version: 2, again: ['901'] });
    });
  });
}
