import { beforeEach, describe, expect, it } from 'vitest';
import type { Posting } from '../../../shared/domain/reporting/posting.ts';
import { emptyTally, type Tally } from '../../../shared/domain/reporting/tally.ts';
import type { ReportStore } from '../../../shared/ports/report-store.ts';
import { aTally, WINDOW } from '../../support/builders/tally.ts';

const DAY = WINDOW.day;
const CELL = { day: DAY, source: 'website', team: 'sdr', rule: 'demo', turn: 'weighted' };
const ONE: Posting = { to: { cell: CELL }, counters: { received: 1, 'speed:200': 1 } };

/** Contract of every ReportStore. */
export function reportStoreContract(make: () => Promise<ReportStore>): void {
  describe('reports', () => {
    let reports: ReportStore;
    const save = (content: Partial<Tally>, otherDays: readonly string[] = []) =>
      reports.saveTally({ tally: aTally(content), otherDays });
    beforeEach(async () => {
      reports = await make();
    });

    it('return a tally as it was saved, and an empty one before', async () => {
      expect(await reports.tally(WINDOW)).toEqual(emptyTally(WINDOW));
      const marks = new Map([
        ['lead_1', { seq: 3, coverage: { version: 4, names: ['enriched', 'wanted:country'] } }],
        ['lead_2', { seq: 1 }],
      ]);
      const flag = { day: DAY, lead: 'lead_1', seq: 3, rep: 'kim', reason: 'territory', team: 'sdr', rule: 'demo' };
      const tally = aTally({ marks, postings: [ONE], flagged: [flag] });
      expect(await reports.saveTally({ tally, otherDays: [] })).toEqual({ outcome: 'done' });
      expect(await reports.tally(WINDOW)).toEqual(tally);
      expect(await reports.tally({ ...WINDOW, shard: 4 })).toMatchObject({ version: 0 });
    });

    it('save only what follows the stored version, with its other days or not at all', async () => {
      const other = { to: { cell: { ...CELL, day: '2026-11-20' } }, counters: { reassigned: 1 } };
      await save({ postings: [ONE] });
      for (const version of [1, 3])
        expect(await save({ version, postings: [ONE, other] }, ['2026-11-20'])).toEqual({ outcome: 'stale' });
      expect((await reports.day(DAY)).cells).toEqual([{ cell: CELL, counters: ONE.counters }]);
      expect((await reports.day('2026-11-20')).cells).toEqual([]);
      expect(await save({ version: 2, postings: [] })).toEqual({ outcome: 'done' });
    });

    it('add up a day over windows and shards, per cell and per rep', async () => {
      const elsewhere = { day: DAY, source: 'website' };
      const kim = { day: DAY, rep: 'kim' };
      await save({
        postings: [
          { to: { cell: CELL }, counters: { due: 1, 'covered:country': 1 } },
          { to: { cell: elsewhere }, counters: { received: 1 } },
          { to: { repDay: kim }, counters: { due: 1 } },
        ],
      });
      await save({
        window: { ...WINDOW, shard: 5 },
        postings: [
          { to: { cell: CELL }, counters: { due: 2, 'covered:country': -1 } },
          { to: { repDay: kim }, counters: { assigned: 1 } },
        ],
      });
      await save({ window: { ...WINDOW, day: '2026-11-24' }, postings: [] });
      const { cells, reps } = await reports.day(DAY);
      expect(cells.toSorted((a, b) => (a.cell.team ?? '').localeCompare(b.cell.team ?? ''))).toEqual([
        { cell: elsewhere, counters: { received: 1 } },
        { cell: CELL, counters: { due: 3 } },
      ]);
      expect(reps).toEqual([{ repDay: kim, counters: { due: 1, assigned: 1 } }]);
      expect(await reports.day('2026-11-22')).toEqual({ cells: [], reps: [], flagged: [] });
    });

    it('count what a window adds to another day on that day, once however often it is saved', async () => {
      const before = { ...CELL, day: '2026-11-20' };
      const late = (reassigned: number): Posting => ({ to: { cell: before }, counters: { reassigned } });
      await save({
        window: { ...WINDOW, day: before.day },
        postings: [{ to: { cell: before }, counters: { due: 4 } }],
      });
      await save({ postings: [ONE, late(1)] }, [before.day]);
      await save({ version: 2, postings: [ONE, late(2)] }, [before.day]);
      await save({ version: 3, postings: [ONE, late(2)] });
      expect((await reports.day(before.day)).cells).toEqual([{ cell: before, counters: { due: 4, reassigned: 2 } }]);
      expect((await reports.day(DAY)).cells).toEqual([{ cell: CELL, counters: ONE.counters }]);
    });

    it('keep cells apart whatever characters their ids contain', async () => {
      const cells = [
        { day: DAY, source: 'a#b' },
        { day: DAY, source: 'a', team: 'b' },
        { day: DAY, source: 'a', rule: 'b' },
      ];
      await save({ postings: cells.map((cell) => ({ to: { cell }, counters: { received: 1 } })) });
      const stored = (await reports.day(DAY)).cells;
      expect(stored).toHaveLength(3);
      for (const cell of cells) expect(stored).toContainEqual({ cell, counters: { received: 1 } });
    });

    it('list what was flagged on a day', async () => {
      const flag = { day: DAY, lead: 'lead_1', seq: 3, rep: 'kim', reason: 'territory', team: 'sdr', rule: 'demo' };
      const other = { day: '2026-11-24', lead: 'lead_1', seq: 9, rep: 'lea', reason: 'product' };
      await save({ flagged: [flag] });
      await save({ window: { ...WINDOW, day: other.day }, flagged: [other] });
      expect((await reports.day(DAY)).flagged).toEqual([flag]);
      expect((await reports.day('2026-11-24')).flagged).toEqual([other]);
    });
  });
}
