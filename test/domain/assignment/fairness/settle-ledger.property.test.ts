import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureBalance } from '../../../../shared/domain/assignment/fairness/bounds.ts';
import {
  createLedger,
  ledgerEntriesOf,
  ledgerEntryOf,
  UNITS_PER_LEAD,
} from '../../../../shared/domain/assignment/fairness/ledger.ts';
import { settleLedger } from '../../../../shared/domain/assignment/fairness/settle-ledger.ts';
import { playTurns, repName, weight, weightsOf } from './turns.ts';

const team = { fairBy: 'band', turn: 'weighted' } as const;

describe('any adjustments, in any order', () => {
  const rep = fc.integer({ min: 0, max: 5 }).map(repName);
  const item = fc.record({
    kind: fc.constantFrom('give_back', 'charge', 'leaver', 'turn'),
    rep,
    band: fc.constantFrom('hot', 'cold'),
  });

  it('keep the ledger exact, and move nobody by more than one lead per entry', () => {
    fc.assert(
      fc.property(
        fc.array(item, { maxLength: 60 }),
        fc.array(weight, { minLength: 6, maxLength: 6 }),
        (items, list) => {
          const weights = weightsOf(list);
          let ledger = createLedger('sdr');
          for (const [index, { kind, rep: who, band }] of items.entries()) {
            const before = ledger;
            if (kind === 'turn') {
              const { entries } = playTurns([weights], ledgerEntriesOf(ledger, band));
              ledger = { ...ledger, entries: { ...ledger.entries, [band]: entries } };
            } else {
              ledger = settleLedger({ ledger, team, weights, pending: [{ id: `${index}`, kind, rep: who, band }] });
            }
            expect(Object.values(measureBalance(ledger)).every(({ isExact: exact }) => exact)).toBe(true);
            if (kind === 'leaver') continue;
            for (const one of weights.keys()) {
              const moved =
                ledgerEntryOf(ledgerEntriesOf(ledger, band), one).credit -
                ledgerEntryOf(ledgerEntriesOf(before, band), one).credit;
              expect(Math.abs(moved)).toBeLessThanOrEqual(UNITS_PER_LEAD);
            }
          }
        },
      ),
    );
  });
});
