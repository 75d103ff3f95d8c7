import { describe, expect, it } from 'vitest';
import { boundWhenEligibilityVaries, measureBalance } from '../../shared/domain/assignment/fairness/bounds.ts';
import { ledgerEntriesOf, UNITS_PER_LEAD } from '../../shared/domain/assignment/fairness/ledger.ts';
import { simulateYear } from './fairness-year.ts';

const DAYS = 250;
const year = simulateYear({ days: DAYS, seed: 20_261 });

describe('250 days of shifts, leave, joiners and leavers', () => {
  it('contain enough events to be meaningful', () => {
    expect(year.placed).toBeGreaterThan(7500);
    expect(year.waited).toBeGreaterThan(1000);
    expect(year.joined).toBe(5);
    expect(year.left).toBe(4);
    expect(year.givenBack).toBeGreaterThan(100);
    expect(year.relaxed).toBeGreaterThan(50);
  });

  it('keep the ledger exact after every batch: received − earned = −credit + adjusted, and every sum', () => {
    expect(year.batchesWithInexactBooks).toBe(0);
  });

  it('never assign a lead over a cap, off shift or on leave', () => {
    expect(year.violations).toEqual([]);
  });

  it('keep everybody within three leads of their share in each band after every batch, well within the bound n − 1', () => {
    expect(Math.max(year.worst.over, year.worst.under)).toBeLessThan(3);
    expect(3).toBeLessThan(boundWhenEligibilityVaries(year.smallestTeam).under);
  });

  it('end with received equal to earned for everybody, within three leads out of hundreds', () => {
    for (const key of Object.keys(year.ledger.entries)) {
      for (const [rep, { received, earned, adjusted }] of Object.entries(ledgerEntriesOf(year.ledger, key))) {
        expect(Math.abs(received - earned - adjusted) / UNITS_PER_LEAD, `${rep} in ${key}`).toBeLessThan(3);
      }
    }
    const total = Object.values(ledgerEntriesOf(year.ledger, 'warm')).reduce((sum, { received }) => sum + received, 0);
    expect(total / UNITS_PER_LEAD).toBeGreaterThan(3000);
  });

  it('flood nobody who returns or joins: their runs of contested leads are no longer than those of others', () => {
    expect(year.longestRun.returned).toBeGreaterThan(0);
    expect(year.longestRun.joined).toBeGreaterThan(0);
    expect(Math.max(year.longestRun.returned, year.longestRun.joined)).toBeLessThanOrEqual(year.longestRun.others);
  });

  it('leave those who left at zero', () => {
    for (const { reps } of Object.values(measureBalance(year.ledger))) expect(reps).toBeGreaterThan(10);
    for (const rep of year.gone) {
      for (const entries of Object.values(year.ledger.entries)) expect(entries[rep]?.credit ?? 0).toBe(0);
    }
  });

  it('give the same result when repeated', () => {
    expect(simulateYear({ days: 10, seed: 7 }).ledger).toEqual(simulateYear({ days: 10, seed: 7 }).ledger);
    expect(simulateYear({ days: 10, seed: 7 }).ledger).not.toEqual(simulateYear({ days: 10, seed: 8 }).ledger);
  });
});
