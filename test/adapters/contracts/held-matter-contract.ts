import { beforeEach, describe, expect, it } from 'vitest';
import type { HeldMatter, HeldMatterStore } from '../../../shared/ports/held-matters.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';
import { uniqueId } from '../../support/builders/unique-id.ts';

/** Contract of every HeldMatterStore. */
export function heldMatterContract(make: () => Promise<HeldMatterStore>): void {
  describe('held matters', () => {
    let store: HeldMatterStore;
    let lead: string;
    beforeEach(async () => {
      store = await make();
      lead = uniqueId('lead');
    });

    const aMatter = (id: string, dueAt: string): HeldMatter => ({
      ...{ id, lead, event: 'e1', to: 'kim', occasion: 'quiet', heldAt: MONDAY, dueAt },
    });
    const dueAt = async (at: string) => (await store.due(at, 1000)).filter((matter) => matter.lead === lead);

    it('are found when they are due, oldest first', async () => {
      const later = aMatter('n2', minutesAfterMonday(20));
      const sooner = aMatter('n1', minutesAfterMonday(10));
      await store.hold(later);
      await store.hold(sooner);
      expect(await dueAt(minutesAfterMonday(9))).toEqual([]);
      expect(await dueAt(minutesAfterMonday(10))).toEqual([sooner]);
      expect(await dueAt(minutesAfterMonday(20))).toEqual([sooner, later]);
      expect(await store.due(minutesAfterMonday(20), 1)).toHaveLength(1);
    });

    it('keep their date when they are held again', async () => {
      await store.hold(aMatter('n1', minutesAfterMonday(10)));
      await store.hold(aMatter('n1', minutesAfterMonday(99)));
      expect(await dueAt(minutesAfterMonday(99))).toEqual([aMatter('n1', minutesAfterMonday(10))]);
    });

    it('are gone once removed, and may be removed twice', async () => {
      await store.hold(aMatter('n1', MONDAY));
      await store.remove({ lead, id: 'n1' });
      await store.remove({ lead, id: 'n1' });
      expect(await dueAt(minutesAfterMonday(99))).toEqual([]);
    });
  });
}
