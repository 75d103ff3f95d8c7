import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { LeadId } from '../../domain/ids.ts';
import type { Counters } from '../../domain/reporting/counters.ts';
import type { Flagged, FoldedLead } from '../../domain/reporting/folded-lead.ts';
import type { Posting } from '../../domain/reporting/posting.ts';
import type { ReportStore, Roll } from '../../ports/report-store.ts';
import { StoreError } from '../../ports/store-error.ts';
import type { Database, Row, TransactionItem } from './database.ts';
import { type Key, keys } from './keys.ts';
import { readRow } from './rows.ts';

/**
 * Each counter is a top-level attribute, because ADD works only on those. The prefix separates counters from other
 * attributes.
 */
const COUNTER = 'n:';

const text = z.string().min(1);
const count = z.int().nonnegative();
const CellShape = z.object({
  day: text,
  source: text,
  team: text.optional(),
  rule: text.optional(),
  turn: text.optional(),
});
const RepDayShape = z.object({ day: text, rep: text });
const FlaggedRow: z.ZodType<Flagged> = z.object({
  day: text,
  lead: text,
  seq: count,
  rep: text,
  reason: text,
  team: text.optional(),
  rule: text.optional(),
});
const FoldedRow: z.ZodType<FoldedLead> = z.object({
  lead: text,
  seq: count,
  source: text,
  test: z.boolean(),
  receivedAt: text,
  submittedAt: text,
  plan: count.optional(),
  rule: text.optional(),
  routing: z.object({ cell: CellShape, settled: z.boolean() }).optional(),
  assignment: z
    .object({
      epoch: count,
      rep: text,
      team: text,
      placedBy: z.enum(['robot', 'person']),
      cell: CellShape,
      clockRuns: z.boolean(),
      wrong: z.boolean(),
      lost: text.optional(),
    })
    .optional(),
  owned: z.boolean(),
  touched: z.boolean(),
  returns: count,
  recovered: z.boolean(),
  coverage: z.object({ cell: CellShape, counted: z.array(text) }).optional(),
});

/**
 * The report store on DynamoDB. One transaction counts a lead's events, on condition that they were not counted before.
 */
export class ReportTable implements ReportStore {
  readonly #db: Database;
  readonly #table: string;

  constructor(options: { readonly db: Database; readonly table: string }) {
    this.#db = options.db;
    this.#table = options.table;
  }

  async folded(lead: LeadId): Promise<FoldedLead | undefined> {
    const row = await this.#db.get(this.#table, keys.folded(lead));
    return row && readRow(FoldedRow, row);
  }

  /** @throws {StoreError} `report_refused` when the table rejects the content. */
  async save({ fromSeq, after, postings, flagged }: Roll): Promise<{ readonly outcome: 'done' | 'stale' }> {
    const TableName = this.#table;
    const condition =
      fromSeq === 0
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : {
            ConditionExpression: '#seq = :seq',
            ExpressionAttributeNames: { '#seq': 'seq' },
            ExpressionAttributeValues: { ':seq': fromSeq },
          };
    const end = await this.#db.transact(
      [
        { Put: { TableName, Item: { ...keys.folded(after.lead), ...after }, ...condition } },
        ...postings.map((posting) => addition(TableName, posting)),
        ...flagged.map((flag) => ({
          Put: { TableName, Item: { ...keys.flagged(flag.day, flag.lead, flag.seq), ...flag } },
        })),
      ],
      randomUUID(),
    );
    if (end.ended === 'invalid') throw new StoreError('report_refused');
    return { outcome: end.ended === 'written' ? 'done' : 'stale' };
  }

  async cells(day: string) {
    const rows = await this.#ofDay(day, 'CELL#');
    return rows.map((row) => ({ cell: readRow(CellShape, row), counters: countersOf(row) }));
  }

  async repDays(day: string) {
    const rows = await this.#ofDay(day, 'REP#');
    return rows.map((row) => ({ repDay: readRow(RepDayShape, row), counters: countersOf(row) }));
  }

  async flagged(day: string): Promise<readonly Flagged[]> {
    return (await this.#ofDay(day, 'FLAGGED#')).map((row) => readRow(FlaggedRow, row));
  }

  #ofDay(day: string, kind: string): Promise<readonly Row[]> {
    return this.#db.query({
      TableName: this.#table,
      KeyConditionExpression: 'pk = :day AND begins_with(sk, :kind)',
      ExpressionAttributeValues: { ':day': `DAY#${day}`, ':kind': kind },
    });
  }
}

/** Adds counters to a row. Creates the row if it does not exist. */
function addition(TableName: string, { to, counters }: Posting): TransactionItem {
  const [Key, place]: [Key, object] =
    'cell' in to ? [keys.cell(to.cell), to.cell] : [keys.repDay(to.repDay), to.repDay];
  const said = Object.entries(place).filter(([, value]) => value !== undefined);
  const added = Object.entries(counters);
  return {
    Update: {
      TableName,
      Key: { ...Key },
      UpdateExpression: `SET ${said.map((_, at) => `#p${at} = :p${at}`).join(', ')} ADD ${added.map((_, at) => `#n${at} :n${at}`).join(', ')}`,
      ExpressionAttributeNames: {
        ...Object.fromEntries(said.map(([name], at) => [`#p${at}`, name])),
        ...Object.fromEntries(added.map(([name], at) => [`#n${at}`, `${COUNTER}${name}`])),
      },
      ExpressionAttributeValues: {
        ...Object.fromEntries(said.map(([, value], at) => [`:p${at}`, value])),
        ...Object.fromEntries(added.map(([, by], at) => [`:n${at}`, by])),
      },
    },
  };
}

function countersOf(row: Row): Counters {
  return Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) =>
      name.startsWith(COUNTER) && typeof value === 'number' && value !== 0 ? [[name.slice(COUNTER.length), value]] : [],
    ),
  );
}
