import { randomUUID } from 'node:crypto';
import type { AskPace } from '../../domain/forms/form-fields.ts';
import * as z from '../../domain/lazy-zod.ts';
import type { ListPace } from '../../domain/sources/import-list.ts';
import { SOURCE_KIND_NAMES } from '../../domain/sources/source-kind-names.ts';
import type { Source, SourceStore } from '../../ports/source-store.ts';
import { StoreError } from '../../ports/store-error.ts';
import type { Database, TransactionItem } from './database.ts';
import { keys } from './keys.ts';
import { readRow } from './read-row.ts';
import { readRows } from './readable-rows.ts';
import { createRowSchema } from './row-schema.ts';

const text = z.string().min(1);
const words = z.record(z.string(), z.string());
const ProofRow = z.discriminatedUnion('by', [
  z.object({ by: z.enum(['query', 'field']), name: text }),
  z.object({ by: z.literal('address') }),
]);
export const SourceRow = createRowSchema<Source>({
  id: text,
  key: text,
  kind: z.enum(SOURCE_KIND_NAMES),
  touch: text,
  fields: words.optional(),
  values: z.record(z.string(), words).optional(),
  silentSeconds: z.number().positive().optional(),
  pace: createRowSchema<ListPace>({ perRepPerDay: z.int().positive() }).optional(),
  separateTurn: z.boolean().optional(),
  proof: ProofRow.optional(),
  ask: createRowSchema<AskPace>({ first: z.int().nonnegative(), more: z.int().nonnegative() }).optional(),
  origins: z.array(text).optional(),
  paused: z.boolean().optional(),
  version: z.int().positive(),
  createdAt: text,
  changedAt: text,
  changedBy: text,
});

/**
 * The source store on DynamoDB, in the reps table. Each source is stored twice: in the list by its id, and under the
 * key of its hook URL. Earlier versions are stored under its id.
 */
export class SourceTable implements SourceStore {
  readonly #db: Database;
  readonly #table: string;

  constructor(options: { readonly db: Database; readonly table: string }) {
    this.#db = options.db;
    this.#table = options.table;
  }

  async byKey(key: string): Promise<Source | undefined> {
    const row = await this.#db.get(this.#table, keys.hookSource(key));
    return row && readRow(SourceRow, row);
  }

  async save(source: Source): Promise<'saved' | 'stale'> {
    const before = await this.#current(source.id);
    if (source.version !== (before?.version ?? 0) + 1) return 'stale';
    const end = await this.#db.transact(this.#writesOf(source, before), randomUUID());
    if (end.ended === 'invalid') throw new StoreError('source_refused');
    return end.ended === 'written' ? 'saved' : 'stale';
  }

  async list(): Promise<readonly Source[]> {
    return this.#rowsOf('SOURCES');
  }

  async versions(id: string): Promise<readonly Source[]> {
    const [current, before] = await Promise.all([this.#current(id), this.#rowsOf(keys.sourceVersion(id, 0).pk)]);
    return current ? [current, ...before.toReversed()] : [];
  }

  async #current(id: string): Promise<Source | undefined> {
    const row = await this.#db.get(this.#table, keys.source(id));
    return row && readRow(SourceRow, row);
  }

  async #rowsOf(pk: string): Promise<readonly Source[]> {
    const rows = await this.#db.query({
      TableName: this.#table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk },
    });
    return readRows(this.#db, SourceRow, rows);
  }

  /** Writes a source. If its key changes, the old key is removed in the same transaction. */
  #writesOf(source: Source, before: Source | undefined): readonly TransactionItem[] {
    const same = before
      ? {
          ConditionExpression: '#key = :key AND #version = :version',
          ExpressionAttributeNames: { '#key': 'key', '#version': 'version' },
          ExpressionAttributeValues: { ':key': before.key, ':version': before.version },
        }
      : { ConditionExpression: 'attribute_not_exists(pk)' };
    const TableName = this.#table;
    return [
      { Put: { TableName, Item: { ...keys.source(source.id), ...source }, ...same } },
      { Put: { TableName, Item: { ...keys.hookSource(source.key), ...source } } },
      ...(before
        ? [{ Put: { TableName, Item: { ...keys.sourceVersion(before.id, before.version), ...before } } }]
        : []),
      ...(before && before.key !== source.key
        ? [{ Delete: { TableName, Key: { ...keys.hookSource(before.key) } } }]
        : []),
    ];
  }
}
