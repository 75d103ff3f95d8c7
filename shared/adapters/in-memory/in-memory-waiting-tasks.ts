import type { LeadId } from '../../domain/ids.ts';
import type { WaitingTask, WaitingTaskStore } from '../../ports/waiting-tasks.ts';
import { copyFrozen } from './frozen-copy.ts';

/** Fake of the store of waiting follow-up executions. */
export class InMemoryWaitingTaskStore implements WaitingTaskStore {
  readonly #tasks = new Map<string, WaitingTask>();

  async list(leadId: LeadId): Promise<readonly WaitingTask[]> {
    return [...this.#tasks.values()]
      .filter((task) => task.leadId === leadId)
      .toSorted((a, b) => a.epoch - b.epoch || a.revision - b.revision);
  }

  async save(task: WaitingTask): Promise<void> {
    this.#tasks.set(keyOf(task), copyFrozen(task));
  }

  async remove(task: Omit<WaitingTask, 'token'>): Promise<void> {
    this.#tasks.delete(keyOf(task));
  }
}

function keyOf({ leadId, epoch, revision }: Omit<WaitingTask, 'token'>): string {
  return JSON.stringify([leadId, epoch, revision]);
}
