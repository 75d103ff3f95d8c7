import { createHash } from 'node:crypto';
import * as z from 'zod';
import { addSeconds, type Instant, millisecondsOf } from '../../domain/instant.ts';
import type { Finding } from '../../domain/intake/findings.ts';
import {
  type ListedFinding,
  MOST_FINDINGS,
  type Noted,
  type SourceActivity,
  type SourceFindings,
} from '../../ports/source-findings.ts';
import type { Database } from './database.ts';
import { type Key, keys } from './keys.ts';
import { readRow } from './rows.ts';

const text = z.string().min(1);
const count = z.int().nonnegative();
const FindingRow: z.ZodType<ListedFinding> = z.object({
  kind: z.enum(['unmapped', 'unknown', 'problem']),
  name: text,
  about: text.optional(),
  count,
  firstAt: text,
  lastAt: text,
});
const ActivityRow: z.ZodType<SourceActivity> = z.object({
  source: text,
  deliveries: count,
  leads: count,
  lastAt: text,
});

/** A finding that has not come for so many seconds is forgotten: the form is mended, or gone. */
const FORGOTTEN_SECONDS = 90 * 24 * 3600;

/** What is noticed about sources, in the table of deliveries: a row a source for what it delivers, a row a finding. */
export class FindingTable implements SourceFindings {
  readonly #db: Database;
  readonly #table: string;

  constructor(options: { readonly db: Database; readonly table: string }) {
    this.#db = options.db;
    this.#table = options.table;
  }

  async note({ source, at, deliveries, leads, findings }: Noted): Promise<readonly Finding[]> {
    await this.#add(keys.activity(source), { deliveries, leads }, { source, lastAt: at });
    if (findings.length === 0) return [];
    const rows = await this.#rowsUnder(keys.finding(source, '').pk);
    const known = new Set(rows.map(({ sk }) => sk));
    const fresh: Finding[] = [];
    for (const { count, ...finding } of findings) {
      const key = keys.finding(source, digestOf(finding));
      if (!known.has(key.sk)) {
        if (known.size >= MOST_FINDINGS) continue;
        known.add(key.sk);
        fresh.push(finding);
      }
      await this.#add(key, { count }, { ...finding, lastAt: at, expiresAt: expiryOf(at) }, at);
    }
    return fresh;
  }

  async of(source: string): Promise<readonly ListedFinding[]> {
    const rows = await this.#rowsUnder(keys.finding(source, '').pk);
    return rows.map((row) => readRow(FindingRow, row)).sort((a, b) => b.count - a.count);
  }

  async activity(): Promise<readonly SourceActivity[]> {
    return (await this.#rowsUnder(keys.activity('').pk)).map((row) => readRow(ActivityRow, row));
  }

  /** Adds numbers, sets the rest, and remembers when it was first. */
  async #add(
    key: Key,
    numbers: Readonly<Record<string, number>>,
    rest: Readonly<Record<string, string | number | undefined>>,
    firstAt?: Instant,
  ): Promise<void> {
    const set = Object.entries(rest).filter(([, value]) => value !== undefined);
    const all = [...Object.entries(numbers), ...set, ...(firstAt === undefined ? [] : [['firstAt', firstAt] as const])];
    const first = firstAt === undefined ? '' : ', #firstAt = if_not_exists(#firstAt, :firstAt)';
    await this.#db.update({
      TableName: this.#table,
      Key: { ...key },
      UpdateExpression: `ADD ${listed(Object.keys(numbers), ' ')} SET ${listed(
        set.map(([name]) => name),
        ' = ',
      )}${first}`,
      ExpressionAttributeNames: Object.fromEntries(all.map(([name]) => [`#${name}`, name])),
      ExpressionAttributeValues: Object.fromEntries(all.map(([name, value]) => [`:${name}`, value])),
    });
  }

  #rowsUnder(pk: string) {
    return this.#db.query({
      TableName: this.#table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk },
    });
  }
}

function listed(names: readonly string[], between: string): string {
  return names.map((name) => `#${name}${between}:${name}`).join(', ');
}

function digestOf({ kind, name, about = '' }: Finding): string {
  return createHash('sha256').update(`${kind}\n${name}\n${about}`).digest('hex').slice(0, 32);
}

function expiryOf(at: Instant): number {
  return Math.floor(millisecondsOf(addSeconds(at, FORGOTTEN_SECONDS)) / 1000);
}
