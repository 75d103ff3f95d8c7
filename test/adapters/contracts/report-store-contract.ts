import { beforeEach, describe, expect, it } from 'vitest';
import type { CountedLead } from '../../../shared/domain/reporting/folded-lead.ts';
import type { CountedEvents, ReportStore } from '../../../shared/ports/report-store.ts';

const DAY = '2026-11-23';
const CELL = { day: DAY, source: 'website', team: 'sdr', rule: 'demo', turn: 'weighted' };
const WHOLE: CountedLead = {
  lead: 'lead_1',
  seq: 3,
  source: 'website',
  test: false,
  receivedAt: '2026-11-23T09:00:00.000Z',
  submittedAt: '2026-11-23T08:59:00.000Z',
  plan: 2,
  rule: 'demo',
  routing: { cell: CELL, settled: false },
  assignment: {
    epoch: 1,
    rep: 'kim',
    team: 'sdr',
    placedBy: 'system',
    cell: CELL,
    clockRuns: true,
    wrong: false,
    lost: 'declined',
  },
  owned: true,
  touched: false,
  returns: 0,
  recovered: false,
  coverage: { cell: CELL, counted: ['enriched'] },
};

function aRoll(fromSeq: number, seq: number, more: Partial<CountedEvents> = {}): CountedEvents {
  const postings = [{ to: { cell: CELL }, counters: { received: 1, 'speed:200': 1 } }];
  return { fromSeq, after: { ...WHOLE, seq }, postings, flagged: [], ...more };
}

/** Contract of every ReportStore. */
export function reportStoreContract(make: () => Promise<ReportStore>): void {
  describe('reports', () => {
    let reports: ReportStore;
    beforeEach(async () => {
      reports = await make();
    });

    it('record how far a lead has been counted', async () => {
      expect(await reports.countedLead('lead_1')).toBeUndefined();
      expect(await reports.save(aRoll(0, 3))).toEqual({ outcome: 'done' });
      expect(await reports.countedLead('lead_1')).toEqual(WHOLE);
      expect(await reports.save(aRoll(3, 5))).toEqual({ outcome: 'done' });
      expect(await reports.countedLead('lead_1')).toEqual({ ...WHOLE, seq: 5 });
    });

    it('count events once: a second writer changes nothing', async () => {
      await reports.save(aRoll(0, 3));
      for (const late of [aRoll(0, 3), aRoll(2, 4), aRoll(4, 5)])
        expect(await reports.save(late)).toEqual({ outcome: 'stale' });
      expect(await reports.cells(DAY)).toEqual([{ cell: CELL, counters: { received: 1, 'speed:200': 1 } }]);
    });

    it('add up per cell and per rep day, and subtract corrections', async () => {
      const elsewhere = { day: DAY, source: 'website' };
      const later = { day: '2026-11-24', rep: 'kim' };
      await reports.save(
        aRoll(0, 1, {
          postings: [
            { to: { cell: CELL }, counters: { due: 1, 'covered:country': 1 } },
            { to: { cell: elsewhere }, counters: { received: 1 } },
            { to: { repDay: { day: DAY, rep: 'kim' } }, counters: { due: 1 } },
            { to: { repDay: later }, counters: { assigned: 1 } },
          ],
        }),
      );
      await reports.save(
        aRoll(1, 2, { postings: [{ to: { cell: CELL }, counters: { due: 2, 'covered:country': -1 } }] }),
      );
      const cells = (await reports.cells(DAY)).toSorted((a, b) => (a.cell.team ?? '').localeCompare(b.cell.team ?? ''));
      expect(cells).toEqual([
        { cell: elsewhere, counters: { received: 1 } },
        { cell: CELL, counters: { due: 3 } },
      ]);
      expect(await reports.repDays(DAY)).toEqual([{ repDay: { day: DAY, rep: 'kim' }, counters: { due: 1 } }]);
      expect(await reports.repDays(later.day)).toEqual([{ repDay: later, counters: { assigned: 1 } }]);
      expect(await reports.cells('2026-11-22')).toEqual([]);
    });

    it('keep cells apart whatever characters their ids contain', async () => {
      const cells = [
        { day: DAY, source: 'a#b' },
        { day: DAY, source: 'a', team: 'b' },
        { day: DAY, source: 'a', rule: 'b' },
      ];
      await reports.save(aRoll(0, 1, { postings: cells.map((cell) => ({ to: { cell }, counters: { received: 1 } })) }));
      const stored = await reports.cells(DAY);
      expect(stored).toHaveLength(3);
      for (const cell of cells) expect(stored).toContainEqual({ cell, counters: { received: 1 } });
    });

    it('list what was flagged on a day', async () => {
      const flag = { day: DAY, lead: 'lead_1', seq: 3, rep: 'kim', reason: 'territory', team: 'sdr', rule: 'demo' };
      const other = { day: '2026-11-24', lead: 'lead_1', seq: 9, rep: 'lea', reason: 'product' };
      await reports.save(aRoll(0, 9, { flagged: [flag, other] }));
      expect(await reports.flagged(DAY)).toEqual([flag]);
      expect(await reports.flagged('2026-11-24')).toEqual([other]);
    });
  });
}
