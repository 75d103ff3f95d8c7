import { beforeEach, describe, expect, it } from 'vitest';
import type { Digest } from '../../../shared/domain/notifications/digest.ts';
import type { DigestStore } from '../../../shared/ports/digest-store.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';

const FACTS = { id: 'morning.2026-11-23.kim', kind: 'morning', to: 'kim' } as const;

/** Contract of every DigestStore. */
export function digestStoreContract(make: () => Promise<DigestStore>): void {
  describe('digests', () => {
    let digests: DigestStore;
    beforeEach(async () => {
      digests = await make();
    });

    it('have one sender at a time, and another one when that must have crashed', async () => {
      expect(await digests.begin(FACTS, MONDAY)).toBe(true);
      expect(await digests.get(FACTS.id)).toEqual({ ...FACTS, status: 'sending', at: MONDAY });
      expect(await digests.begin(FACTS, minutesAfterMonday(1))).toBe(false);
      expect(await digests.begin(FACTS, minutesAfterMonday(5))).toBe(true);
    });

    it('begin once when several begin at the same time', async () => {
      const results = await Promise.all(Array.from({ length: 5 }, () => digests.begin(FACTS, MONDAY)));
      expect(results.filter(Boolean)).toHaveLength(1);
    });

    it.each(['sent', 'empty', 'bounced'] as const)('do not begin again when %s', async (status) => {
      await digests.begin(FACTS, MONDAY);
      await digests.save({ ...FACTS, status, at: MONDAY });
      expect(await digests.begin(FACTS, minutesAfterMonday(60))).toBe(false);
    });

    it('that failed begin again at once', async () => {
      await digests.save({ ...FACTS, status: 'failing', at: MONDAY, because: 'rejected' });
      expect(await digests.begin(FACTS, MONDAY)).toBe(true);
    });

    it('are kept with what was in them, each by its id', async () => {
      const notices = [{ lead: 'lead_1', id: 'n1' }];
      const held: Digest = { id: 'held.1', kind: 'held', to: 'kim', status: 'sent', at: MONDAY, notices };
      await digests.save(held);
      expect(await digests.get('held.1')).toEqual(held);
      expect(await digests.get('held.2')).toBeUndefined();
    });
  });
}
