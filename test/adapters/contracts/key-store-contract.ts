import { beforeEach, describe, expect, it } from 'vitest';
import type { ApiKeyRecord, ApiKeyStore } from '../../../shared/ports/key-store.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';

const MACHINE: ApiKeyRecord = { id: '00ff00ff00ff00ff', hash: 'ab'.repeat(32), role: 'admin', createdAt: MONDAY };
const KIM: ApiKeyRecord = {
  id: '11ff00ff00ff00ff',
  hash: 'cd'.repeat(32),
  role: 'rep',
  repId: 'kim',
  name: 'phone',
  createdAt: MONDAY,
  expiresAt: minutesAfterMonday(60),
};

/** Contract of every ApiKeyStore. */
export function keyStoreContract(make: () => Promise<ApiKeyStore>): void {
  describe('API keys', () => {
    let keys: ApiKeyStore;
    beforeEach(async () => {
      keys = await make();
    });

    it('are found by id in their latest version', async () => {
      await keys.save(KIM);
      expect(await keys.byId(KIM.id)).toEqual(KIM);
      const revoked = { ...KIM, revokedAt: minutesAfterMonday(5) };
      await keys.save(revoked);
      expect(await keys.byId(KIM.id)).toEqual(revoked);
      expect(await keys.byId('another')).toBeUndefined();
    });

    it('are listed by id, revoked ones too', async () => {
      expect(await keys.list()).toEqual([]);
      const revoked = { ...MACHINE, revokedAt: minutesAfterMonday(5) };
      for (const key of [KIM, MACHINE, revoked]) await keys.save(key);
      expect(await keys.list()).toEqual([revoked, KIM]);
    });
  });
}
