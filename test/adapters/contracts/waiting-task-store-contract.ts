import { describe, expect, it } from 'vitest';
import type { WaitingTaskStore } from '../../../shared/ports/waiting-tasks.ts';

/** What every store of waiting follow-up executions does. `make` creates an empty one. */
export function waitingTaskStoreContract(make: () => Promise<WaitingTaskStore>): void {
  const task = { leadId: 'lead_1', epoch: 1, revision: 1, token: 'a' };

  describe('a store of waiting executions', () => {
    it('lists those of one lead, oldest assignment first', async () => {
      const store = await make();
      expect(await store.list('lead_1')).toEqual([]);
      const tasks = [
        task,
        { ...task, revision: 2, token: 'b' },
        { ...task, epoch: 2, token: 'c' },
        { ...task, epoch: 10, token: 'd' },
      ];
      for (const one of tasks.toReversed()) await store.save(one);
      await store.save({ ...task, leadId: 'lead_2', token: 'e' });
      expect(await store.list('lead_1')).toEqual(tasks);
      expect(await store.list('lead_2')).toEqual([{ ...task, leadId: 'lead_2', token: 'e' }]);
    });

    it('keeps the last token of the same deadlines', async () => {
      const store = await make();
      await store.save(task);
      await store.save({ ...task, token: 'b' });
      expect(await store.list('lead_1')).toEqual([{ ...task, token: 'b' }]);
    });

    it('removes one, whatever its token, and only once', async () => {
      const store = await make();
      const other = { ...task, epoch: 2 };
      for (const one of [task, other]) await store.save(one);
      await store.remove({ leadId: 'lead_1', epoch: 1, revision: 1 });
      expect(await store.list('lead_1')).toEqual([other]);
      await store.remove({ leadId: 'lead_1', epoch: 1, revision: 1 });
      expect(await store.list('lead_1')).toEqual([other]);
    });
  });
}
