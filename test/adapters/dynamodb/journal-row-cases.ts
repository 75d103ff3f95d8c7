import { JournalRow } from '../../../shared/adapters/dynamodb/plan-journal-table.ts';
import type { RowCase } from './row-case.ts';

const at = '2026-11-23T09:00:00.000Z';

/** The rows of the journal of the plan. */
export const JOURNAL_ROWS: Readonly<Record<string, RowCase>> = {
  JournalRow: {
    schema: JournalRow,
    wholes: [
      { kind: 'review', version: 1, why: 'w', next: '2027-03-31', at, by: 'dana' },
      { kind: 'teams', rows: 1, at, by: 'dana' },
    ],
    optional: ['next'],
  },
};
