import type { JournalEntry } from '../domain/plan-review/journal-entry.ts';

/** Stores reviews of the plan, and imports that its rules depend on. */
export interface PlanJournal {
  add(entry: JournalEntry): Promise<void>;
  /** Lists the latest entries, newest first, at most {@link MAX_JOURNAL_ENTRIES}. */
  entries(): Promise<readonly JournalEntry[]>;
}

/** More than anybody imports in a quarter. */
export const MAX_JOURNAL_ENTRIES = 500;
