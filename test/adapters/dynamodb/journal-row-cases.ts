import { JournalRow } from '../../../shared/adapters/dynamodb/plan-journal-table.ts';
import { ActivationRow, ActiveRow, ProposalRow } from '../../../shared/adapters/dynamodb/plan-rows.ts';
import type { RowCase } from './row-case.ts';

const at = '2026-11-23T09:00:00.000Z';

/** The rows that say what is and was in force, what is proposed, and the journal of the plan. */
export const JOURNAL_ROWS: Readonly<Record<string, RowCase>> = {
  ActivationRow: {
    schema: ActivationRow,
    wholes: [
      {
        number: 1,
        version: 1,
        at: at,
        by: 'dana',
        approvedBy: 'ivo',
        reason: 'r',
        forced: 'f',
        change: { why: 'w' },
      },
    ],
    optional: ['approvedBy', 'reason', 'forced', 'change'],
  },
  ActiveRow: { schema: ActiveRow, wholes: [{ version: 1 }] },
  ProposalRow: {
    schema: ProposalRow,
    wholes: [{ version: 2, over: 1, by: 'dana', at, expiresAt: at, forced: 'f', state: 'open' }],
    optional: ['forced'],
  },
  JournalRow: {
    schema: JournalRow,
    wholes: [
      { kind: 'review', version: 1, why: 'w', next: '2027-03-31', at, by: 'dana' },
      { kind: 'teams', rows: 1, at, by: 'dana' },
    ],
    optional: ['next'],
  },
};
