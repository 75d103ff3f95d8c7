import { expect, it } from 'vitest';
import type { PlanJournal } from '../../../shared/ports/plan-journal.ts';
import { minutesAfterMonday } from '../../support/builders/moment.ts';

/** Contract of every PlanJournal. */
export function planJournalContract(make: () => Promise<PlanJournal>): void {
  it('the journal of the plan lists reviews and imports, newest first', async () => {
    const journal = await make();
    expect(await journal.entries()).toEqual([]);
    const review = { kind: 'review', version: 2, why: 'it works', next: '2027-03-31', by: 'dana' } as const;
    const teams = { kind: 'teams', rows: 3, by: 'ivo' } as const;
    const territories = { kind: 'territories', rows: 1, by: 'ivo' } as const;
    await journal.add({ ...review, at: minutesAfterMonday(2) });
    await journal.add({ ...teams, at: minutesAfterMonday(1) });
    await journal.add({ ...territories, at: minutesAfterMonday(3) });
    expect(await journal.entries()).toEqual([
      { ...territories, at: minutesAfterMonday(3) },
      { ...review, at: minutesAfterMonday(2) },
      { ...teams, at: minutesAfterMonday(1) },
    ]);
  });

  it('the journal of the plan keeps two entries of one moment', async () => {
    const journal = await make();
    const entry = { kind: 'teams', rows: 3, by: 'ivo', at: minutesAfterMonday(1) } as const;
    await Promise.all([journal.add(entry), journal.add(entry)]);
    expect(await journal.entries()).toHaveLength(2);
  });
}
