import { randomUUID } from 'node:crypto';
import type { FlaggedLead } from '../../domain/reporting/folded-lead.ts';
import { dayOfPosting, mergePostings, type Posting } from '../../domain/reporting/posting.ts';
import { emptyTally, type Tally, type TallyChange, type TallyWindow } from '../../domain/reporting/tally.ts';
import type { DayCounts, ReportStore } from '../../ports/report-store.ts';
import { StoreError } from '../../ports/store-error.ts';
import type { Database } from './database.ts';
import { keys } from './keys.ts';
import { readRow } from './read-row.ts';
import { readRows } from './readable-rows.ts';
import { CountsRow, lateAttributesOf, TallyRow, tallyAttributesOf } from './tally-rows.ts';

/** Rows of a day that are unpacked together. */
const ROWS_AT_ONCE = 50;

/**
 * The report store on DynamoDB. A tally is one row, written on condition that nobody else wrote it in between. What it
 * adds to other days is repeated in a row of each such day, in the same transaction, so that a reader of a day finds
 * everything in that day's partition.
 */
export class ReportTable implements ReportStore {
  readonly #db: Database;
  readonly #table: string;

  constructor(options: { readonly db: Database; readonly table: string }) {
    this.#db = options.db;
    this.#table = options.table;
  }

  async tally(window: TallyWindow): Promise<Tally> {
    // One of a moment ago will do: it is replaced only if nobody has written it since.
    const row = await this.#db.get(this.#table, keys.tally(window), { consistent: false });
    if (!row) return emptyTally(window);
    const { version, marks, counts } = readRow(TallyRow, row);
    return { window, version, marks: new Map(marks), ...counts };
  }

  /**
   * @throws {StoreError} `tally_too_large` if it does not fit into a row, `report_refused` when the table rejects the
   * content.
   */
  async saveTally({
    tally,
    otherDays,
  }: Pick<TallyChange, 'tally' | 'otherDays'>): Promise<{ readonly outcome: 'done' | 'stale' }> {
    const TableName = this.#table;
    const { window, version } = tally;
    const put = {
      TableName,
      Item: { ...keys.tally(window), ...tallyAttributesOf(tally) },
      ...(version === 1
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : {
            ConditionExpression: '#version = :before',
            ExpressionAttributeNames: { '#version': 'version' },
            ExpressionAttributeValues: { ':before': version - 1 },
          }),
    };
    const late = otherDays.map((day) => ({
      Put: { TableName, Item: { ...keys.lateCounts(day, window), ...lateAttributesOf(tally, day) } },
    }));
    const end =
      late.length === 0 ? await this.#db.put(put) : await this.#db.transact([{ Put: put }, ...late], randomUUID());
    if (end.ended === 'invalid') throw new StoreError('report_refused');
    if (end.ended === 'written') return { outcome: 'done' };
    await this.#db.pauseAfterLostRace();
    return { outcome: 'stale' };
  }

  async day(day: string): Promise<DayCounts> {
    const rows = await this.#db.query({
      TableName: this.#table,
      KeyConditionExpression: 'pk = :day',
      ProjectionExpression: 'pk, sk, #counts',
      ExpressionAttributeNames: { '#counts': 'counts' },
      ExpressionAttributeValues: { ':day': `DAY#${day}` },
    });
    let postings: readonly Posting[] = [];
    const flagged: FlaggedLead[] = [];
    // Unpacked and added up part by part: a whole busy day, unpacked, would not fit into memory.
    for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
      const counts = readRows(this.#db, CountsRow, rows.slice(start, start + ROWS_AT_ONCE)).map((row) => row.counts);
      const ofDay = counts.flatMap((one) => one.postings.filter((posting) => dayOfPosting(posting) === day));
      postings = mergePostings([...postings, ...ofDay]);
      flagged.push(...counts.flatMap((one) => one.flagged));
    }
    return {
      cells: postings.flatMap(({ to, counters }) => ('cell' in to ? [{ cell: to.cell, counters }] : [])),
      reps: postings.flatMap(({ to, counters }) => ('repDay' in to ? [{ repDay: to.repDay, counters }] : [])),
      flagged,
    };
  }
}
