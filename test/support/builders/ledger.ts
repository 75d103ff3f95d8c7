import type { BatchDecision } from '../../../shared/domain/assignment/batch-decision.ts';
import {
  adjustEntry,
  createLedger,
  type Ledger,
  ledgerEntriesOf,
  UNITS_PER_LEAD,
} from '../../../shared/domain/assignment/fairness/ledger.ts';
import type { LedgerAdjustment } from '../../../shared/ports/lead-store.ts';
import { MONDAY } from './moment.ts';

/** Returns the next version of a ledger: one more lead received by a rep. */
export function nextLedger(before: Ledger = createLedger('sdr'), rep = 'kim'): Ledger {
  const entries = ledgerEntriesOf(before, 'hot');
  const account = adjustEntry(entries[rep] ?? { credit: 0, received: 0, earned: 0, adjusted: 0 }, {
    received: UNITS_PER_LEAD,
  });
  return {
    ...before,
    version: before.version + 1,
    entries: { ...before.entries, hot: { ...entries, [rep]: account } },
  };
}

/** A turn credited back to Kim. */
export function anAdjustment(overrides: { id?: string; team?: string; at?: string } = {}): LedgerAdjustment {
  return {
    id: 'adjustment_1',
    team: 'sdr',
    rep: 'kim',
    at: MONDAY,
    kind: 'give_back',
    band: 'hot',
    reason: 'territory',
    lead: 'lead_0',
    ...overrides,
  };
}

/** A batch decision about one lead. */
export function aDecision(id: string, lead = 'lead_0'): BatchDecision {
  return {
    id,
    plan: 1,
    record: {
      team: 'sdr',
      at: MONDAY,
      strategy: 'weighted',
      ledgerVersion: 0,
      candidates: [{ rep: 'kim', version: 1, weight: 1, open: 0, openCap: 40, given: 0 }],
      entries: { hot: { kim: { credit: 0, received: 0 } } },
      leads: [
        { lead, ledgerKey: 'hot', slots: 1, chosen: 'kim', relaxed: ['language'], passedOver: { open_cap: ['lou'] } },
      ],
    },
  };
}
