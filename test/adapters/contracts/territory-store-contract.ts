import { beforeEach, describe, expect, it } from 'vitest';
import type { TerritoryRow } from '../../../shared/domain/territories/territory.ts';
import type { TerritoryStore } from '../../../shared/ports/territory-store.ts';

const DACH: TerritoryRow = {
  id: 'dach',
  territory: 'DACH',
  owner: 'kim',
  match: { country: ['DE', 'AT', 'CH'], employees: { from: 100 } },
  until: '2027-01-01T00:00:00.000Z',
};
const NORDICS: TerritoryRow = { id: 'nordics', territory: 'Nordics', match: { country: ['SE', 'DK'] } };

/** Contract of every TerritoryStore. */
export function territoryStoreContract(make: () => Promise<TerritoryStore>): void {
  describe('territories', () => {
    let territories: TerritoryStore;
    beforeEach(async () => {
      territories = await make();
    });

    it('are empty at first', async () => {
      expect(await territories.current()).toEqual({ version: 0, rows: [] });
    });

    it('are replaced as a whole, only on top of the previous version', async () => {
      expect(await territories.replace({ version: 1, rows: [DACH] })).toEqual({ outcome: 'done' });
      expect(await territories.current()).toEqual({ version: 1, rows: [DACH] });
      expect(await territories.replace({ version: 1, rows: [] })).toEqual({ outcome: 'stale' });
      expect(await territories.replace({ version: 3, rows: [] })).toEqual({ outcome: 'stale' });
      expect(await territories.replace({ version: 2, rows: [NORDICS, DACH] })).toEqual({ outcome: 'done' });
      expect(await territories.current()).toEqual({ version: 2, rows: [NORDICS, DACH] });
    });
  });
}
