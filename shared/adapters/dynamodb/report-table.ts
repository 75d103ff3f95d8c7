import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { LeadId } from '../../domain/ids.ts';
import { ACTOR_KINDS } from '../../domain/lead/stage.ts';
import type { Counters } from '../../domain/reporting/counters.ts';
import type { CountedAssignment, CountedLead, FlaggedLead } from '../../domain/reporting/folded-lead.ts';
import type { MetricsCell, Posting, RepDay } from '../../domain/reporting/posting.ts';
import type { CountedEvents, ReportStore } from '../../ports/report-store.ts';
import { StoreError } from '../../ports/store-error.ts';
import type { Database, Row, TransactionItem } from './database.ts';
import { keys, type TableKey } from './keys.ts';
import { readRows } from './readable-rows.ts';
import { createRowSchema } from './row-schema.ts';
import { readRow } from './rows.ts';

/**
 * Each counter is a top-level attribute, because ADD works only on those. The prefix separates counters from other
 * attributes.
 */
const COUNTER_PREFIX = 'n:';

const text = z.string().min(1);
const count = z.int().nonnegative();
export const CellRow = createRowSchema<MetricsCell>({
  day: text,
  source: text,
  team: text.optional(),
  rule: text.optional(),
  turn: text.optional(),
});
export const RepDayRow = createRowSchema<RepDay>({ day: text, rep: text });
export const FlaggedLeadRow = createRowSchema<FlaggedLead>({
  day: text,
  lead: text,
  seq: count,
  rep: text,
  reason: text,
  team: text.optional(),
  rule: text.optional(),
});
export const CountedLeadRow = createRowSchema<CountedLead>({
  lead: text,
  seq: count,
  source: text,
  test: z.boolean(),
  receivedAt: text,
  submittedAt: text,
  plan: count.optional(),
  rule: text.optional(),
  routing: createRowSchema<NonNullable<CountedLead['routing']>>({ cell: CellRow, settled: z.boolean() }).optional(),
  assignment: createRowSchema<CountedAssignment>({
    epoch: count,
    rep: text,
    team: text,
    placedBy: z.enum(ACTOR_KINDS),
    cell: CellRow,
    clockRuns: z.boolean(),
    wrong: z.boolean(),
    lost: text.optional(),
  }).optional(),
  owned: z.boolean(),
  touched: z.boolean(),
  returns: count,
  recovered: z.boolean(),
  coverage: createRowSchema<NonNullable<CountedLead['coverage']>>({ cell: CellRow, counted: z.array(text) }).optional(),
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

  async countedLead(lead: LeadId): Promise<CountedLead | undefined> {
    const row = await this.#db.get(this.#table, keys.countedLead(lead));
    return row && readRow(CountedLeadRow, row);
  }

  /** @throws {StoreError} `report_refused` when the table rejects the content. */
  async save({ fromSeq, after, postings, flagged }: CountedEvents): Promise<{ readonly outcome: 'done' | 'stale' }> {
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
        { Put: { TableName, Item: { ...keys.countedLead(after.lead), ...after }, ...condition } },
        ...postings.map((posting) => additionOf(TableName, posting)),
        ...flagged.map((flag) => ({
          Put: { TableName, Item: { ...keys.flaggedLead(flag.day, flag.lead, flag.seq), ...flag } },
        })),
      ],
      randomUUID(),
    );
    if (end.ended === 'invalid') throw new StoreError('report_refused');
    return { outcome: end.ended === 'written' ? 'done' : 'stale' };
  }

  async cells(day: string) {
    const rows = await this.#rowsOfDay(day, 'CELL#');
    return readRows(this.#db, (row) => ({ cell: readRow(CellRow, row), counters: countersOf(row) }), rows);
  }

  async repDays(day: string) {
    const rows = await this.#rowsOfDay(day, 'REP#');
    return readRows(this.#db, (row) => ({ repDay: readRow(RepDayRow, row), counters: countersOf(row) }), rows);
  }

  async flagged(day: string): Promise<readonly FlaggedLead[]> {
    return readRows(this.#db, FlaggedLeadRow, await this.#rowsOfDay(day, 'FLAGGED#'));
  }

  #rowsOfDay(day: string, kind: string): Promise<readonly Row[]> {
    return this.#db.query({
      TableName: this.#table,
      KeyConditionExpression: 'pk = :day AND begins_with(sk, :kind)',
      ExpressionAttributeValues: { ':day': `DAY#${day}`, ':kind': kind },
    });
  }
}

/** Adds counters to a row. Creates the row if it does not exist. */
function additionOf(TableName: string, { to, counters }: Posting): TransactionItem {
  const [Key, place]: [TableKey, object] =
    'cell' in to ? [keys.reportCell(to.cell), to.cell] : [keys.repDay(to.repDay), to.repDay];
  const identity = Object.entries(place).filter(([, value]) => value !== undefined);
  const added = Object.entries(counters);
  return {
    Update: {
      TableName,
      Key: { ...Key },
      UpdateExpression: `SET ${identity.map((_, at) => `#p${at} = :p${at}`).join(', ')} ADD ${added.map((_, at) => `#n${at} :n${at}`).join(', ')}`,
      ExpressionAttributeNames: {
        ...Object.fromEntries(identity.map(([name], at) => [`#p${at}`, name])),
        ...Object.fromEntries(added.map(([name], at) => [`#n${at}`, `${COUNTER_PREFIX}${name}`])),
      },
      ExpressionAttributeValues: {
        ...Object.fromEntries(identity.map(([, value], at) => [`:p${at}`, value])),
        ...Object.fromEntries(added.map(([, by], at) => [`:n${at}`, by])),
      },
    },
  };
}

function countersOf(row: Row): Counters {
  return Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) =>
      name.startsWith(COUNTER_PREFIX) && typeof value === 'number' && value !== 0
        ? [[name.slice(COUNTER_PREFIX.length), value]]
        : [],
    ),
  );
}
