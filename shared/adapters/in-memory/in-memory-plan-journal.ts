import type { JournalEntry } from '../../domain/plan-review/journal-entry.ts';
import { MAX_JOURNAL_ENTRIES, type PlanJournal } from '../../ports/plan-journal.ts';
import { copyFrozen } from './frozen-copy.ts';

/** Fake of the journal of the plan. */
export class InMemoryPlanJournal implements PlanJournal {
  readonly #entries: JournalEntry[] = [];

  async add(entry: JournalEntry): Promise<void> {
    this.#entries.push(copyFrozen(entry));
  }

  async entries(): Promise<readonly JournalEntry[]> {
    return this.#entries.toSorted((a, b) => b.at.localeCompare(a.at)).slice(0, MAX_JOURNAL_ENTRIES);
  }
}
