import type { LeadId } from '../../domain/ids.ts';
import type { LeadStore } from '../../ports/lead-store.ts';
import type { WaitingTask, WaitingTaskStore } from '../../ports/waiting-tasks.ts';
import { copyFrozen } from './frozen-copy.ts';

/** Fake of the store of waiting follow-up executions. It keeps their tokens for good. */
export class InMemoryWaitingTaskStore implements WaitingTaskStore {
  readonly #leads: Pick<LeadStore, 'load'>;
  readonly #tasks = new Map<string, WaitingTask>();

  constructor(leads: Pick<LeadStore, 'load'>) {
    this.#leads = leads;
  }

  async listWithLead(leadId: LeadId) {
    const lead = await this.#leads.load(leadId);
    const tasks = [...this.#tasks.values()]
      .filter((task) => task.leadId === leadId)
      .toSorted((a, b) => a.epoch - b.epoch || a.revision - b.revision);
    return { lead, tasks };
  }

  async save(task: WaitingTask): Promise<void> {
    this.#tasks.set(JSON.stringify([task.leadId, task.epoch, task.revision]), copyFrozen(task));
  }
}
