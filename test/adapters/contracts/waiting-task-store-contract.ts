import { describe, expect, it } from 'vitest';
import { instantOf } from '../../../shared/domain/instant.ts';
import type { WaitingTaskStore } from '../../../shared/ports/waiting-tasks.ts';

/** Later than any test runs: what has expired may be gone. */
const UNTIL = instantOf(Date.now() + 24 * 3600 * 1000);

/** What every store of waiting follow-up executions does. `make` creates an empty one. */
export function waitingTaskStoreContract(make: () => Promise<WaitingTaskStore>): void {
  const tasksOf = async (store: WaitingTaskStore, lead: string) => (await store.listWithLead(lead)).tasks;
  const task = { leadId: 'lead_1', epoch: 1, revision: 1, token: 'a' };

  describe('a store of waiting executions', () => {
    it('lists those of one lead, oldest assignment first', async () => {
      const store = await make();
      expect(await store.listWithLead('lead_1')).toEqual({ lead: undefined, tasks: [] });
      const tasks = [
        task,
        { ...task, revision: 2, token: 'b' },
        { ...task, epoch: 2, token: 'c' },
        { ...task, epoch: 10, token: 'd' },
      ];
      for (const one of tasks.toReversed()) await store.save(one, UNTIL);
      await store.save({ ...task, leadId: 'lead_2', token: 'e' }, UNTIL);
      expect(await tasksOf(store, 'lead_1')).toEqual(tasks);
      expect(await tasksOf(store, 'lead_2')).toEqual([{ ...task, leadId: 'lead_2', token: 'e' }]);
    });

    it('keeps the last token of the same deadlines', async () => {
      const store = await make();
      await store.save(task, UNTIL);
      await store.save({ ...task, token: 'b' }, UNTIL);
      expect(await tasksOf(store, 'lead_1')).toEqual([{ ...task, token: 'b' }]);
    });
  });
}
