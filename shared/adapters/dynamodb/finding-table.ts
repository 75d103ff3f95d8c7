import { createHash } from 'node:crypto';
import { addSeconds, type Instant, millisecondsOf } from '../../domain/instant.ts';
import * as z from '../../domain/lazy-zod.ts';
import {
  FINDING_KINDS,
  findingGroupOf,
  isNewlyReportable,
  redactFinding,
  type SourceFinding,
} from '../../domain/sources/finding.ts';
import type { FindingStore, FindingSummary, FindingsReport, SourceActivity } from '../../ports/source-findings.ts';
import type { Database, WriteResult } from './database.ts';
import { keys, type TableKey } from './keys.ts';
import { readRow } from './read-row.ts';
import { readRows } from './readable-rows.ts';
import { createRowSchema } from './row-schema.ts';

const text = z.string().min(1);
const count = z.int().nonnegative();
export const FindingRow = createRowSchema<FindingSummary>({
  kind: z.enum(FINDING_KINDS),
  name: text,
  about: text.optional(),
  count,
  firstAt: text,
  lastAt: text,
});
export const ActivityRow = createRowSchema<SourceActivity>({
  source: text,
  deliveries: count,
  leads: count,
  lastAt: text,
});

/** A finding is deleted after this many seconds without a repeat: the form was fixed or removed. */
const FINDING_TTL_SECONDS = 90 * 24 * 3600;

/** Findings about sources, in the deliveries table: one row per source for its activity, one row per finding. */
export class FindingTable implements FindingStore {
  readonly #db: Database;
  readonly #table: string;

  constructor(options: { readonly db: Database; readonly table: string }) {
    this.#db = options.db;
    this.#table = options.table;
  }

  async record({ source, at, deliveries, leads, findings }: FindingsReport): Promise<readonly SourceFinding[]> {
    await this.#countDelivery({ source, at, deliveries, leads });
    if (findings.length === 0) return [];
    const rows = await this.#rowsOf(keys.finding(source, '').pk);
    const known = new Map(readRows(this.#db, (row) => [row.sk, readRow(FindingRow, row)] as const, rows));
    const crowds = new Map<string, number>();
    for (const row of known.values())
      crowds.set(findingGroupOf(row).crowd, (crowds.get(findingGroupOf(row).crowd) ?? 0) + 1);
    const news: SourceFinding[] = [];
    for (const { count, ...finding } of findings) {
      const key = keys.finding(source, digestOf(finding));
      const { crowd, most } = findingGroupOf(finding);
      const before = known.get(key.sk)?.count ?? 0;
      const others = crowds.get(crowd) ?? 0;
      if (before === 0 && others >= most) continue;
      if (before === 0) crowds.set(crowd, others + 1);
      const times = { before, now: before + count };
      if (isNewlyReportable(finding, times)) news.push(finding);
      const kept = redactFinding(finding, times.now);
      await this.#addCounts(key, { count }, { ...kept, lastAt: at, expiresAt: expiryOf(at) }, { firstAt: at });
    }
    return news;
  }

  async ofSource(source: string): Promise<readonly FindingSummary[]> {
    const rows = await this.#rowsOf(keys.finding(source, '').pk);
    return readRows(this.#db, FindingRow, rows).sort((a, b) => b.count - a.count);
  }

  async activity(): Promise<readonly SourceActivity[]> {
    return readRows(this.#db, ActivityRow, await this.#rowsOf(keys.sourceActivity('').pk));
  }

  /** Counts a delivery. One that is processed late counts, but does not set `lastAt` back. */
  async #countDelivery({ source, at, ...numbers }: Omit<FindingsReport, 'findings'>): Promise<void> {
    const key = keys.sourceActivity(source);
    const isLatest = 'attribute_not_exists(#lastAt) OR #lastAt <= :lastAt';
    const end = await this.#addCounts(key, numbers, { source, lastAt: at }, { condition: isLatest });
    if (end.ended === 'refused') await this.#addCounts(key, numbers, { source });
  }

  /** Adds numbers, sets the other attributes, and records the first occurrence. */
  #addCounts(
    key: TableKey,
    numbers: Readonly<Record<string, number>>,
    rest: Readonly<Record<string, string | number | undefined>>,
    { firstAt, condition }: { readonly firstAt?: Instant; readonly condition?: string } = {},
  ): Promise<WriteResult> {
    const set = Object.entries(rest).filter(([, value]) => value !== undefined);
    const all = [...Object.entries(numbers), ...set, ...(firstAt === undefined ? [] : [['firstAt', firstAt] as const])];
    const first = firstAt === undefined ? '' : ', #firstAt = if_not_exists(#firstAt, :firstAt)';
    return this.#db.update({
      TableName: this.#table,
      Key: { ...key },
      ...(condition !== undefined && { ConditionExpression: condition }),
      UpdateExpression: `ADD ${updateClauses(Object.keys(numbers), ' ')} SET ${updateClauses(
        set.map(([name]) => name),
        ' = ',
      )}${first}`,
      ExpressionAttributeNames: Object.fromEntries(all.map(([name]) => [`#${name}`, name])),
      ExpressionAttributeValues: Object.fromEntries(all.map(([name, value]) => [`:${name}`, value])),
    });
  }

  #rowsOf(pk: string) {
    return this.#db.query({
      TableName: this.#table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk },
    });
  }
}

function updateClauses(names: readonly string[], between: string): string {
  return names.map((name) => `#${name}${between}:${name}`).join(', ');
}

/** Returns the digest by which a finding's row is named. */
export function digestOf({ kind, name, about = '' }: SourceFinding): string {
  return createHash('sha256').update(`${kind}\n${name}\n${about}`).digest('hex').slice(0, 32);
}

function expiryOf(at: Instant): number {
  return Math.floor(millisecondsOf(addSeconds(at, FINDING_TTL_SECONDS)) / 1000);
}
