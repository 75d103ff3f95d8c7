import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Source, SourceStore } from '../../ports/source-store.ts';
import { StoreError, StoreUnavailable } from '../store-error.ts';
import type { Database, TransactionItem } from './database.ts';
import { keys } from './keys.ts';
import { readRow } from './rows.ts';

const text = z.string().min(1);
const SourceRow: z.ZodType<Source> = z.object({ id: text, key: text, kind: z.literal('generic'), touch: text });

/** How often saving starts over because somebody else saved the same source. */
const ATTEMPTS = 5;

/** Sources in the table of reps, each twice: in the list by its id, and under the key of its hook URL. */
export class SourceTable implements SourceStore {
  readonly #db: Database;
  readonly #table: string;

  constructor(options: { readonly db: Database; readonly table: string }) {
    this.#db = options.db;
    this.#table = options.table;
  }

  async byKey(key: string): Promise<Source | undefined> {
    const row = await this.#db.get(this.#table, keys.hook(key));
    return row && readRow(SourceRow, row);
  }

  /** A source that gets a new key loses the old one in the same transaction. */
  async save(source: Source): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const row = await this.#db.get(this.#table, keys.source(source.id));
      const before = row && readRow(SourceRow, row);
      const end = await this.#db.transact(this.#writes(source, before), randomUUID());
      if (end.ended === 'written') return;
      if (end.ended === 'invalid') throw new StoreError('source_refused');
    }
    throw new StoreUnavailable('source_kept_changing');
  }

  async list(): Promise<readonly Source[]> {
    const rows = await this.#db.query({
      TableName: this.#table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': 'SOURCES' },
    });
    return rows.map((row) => readRow(SourceRow, row));
  }

  #writes(source: Source, before: Source | undefined): readonly TransactionItem[] {
    const same = before
      ? {
          ConditionExpression: '#key = :key',
          ExpressionAttributeNames: { '#key': 'key' },
          ExpressionAttributeValues: { ':key': before.key },
        }
      : { ConditionExpression: 'attribute_not_exists(pk)' };
    const TableName = this.#table;
    return [
      { Put: { TableName, Item: { ...keys.source(source.id), ...source }, ...same } },
      { Put: { TableName, Item: { ...keys.hook(source.key), ...source } } },
      ...(before && before.key !== source.key ? [{ Delete: { TableName, Key: { ...keys.hook(before.key) } } }] : []),
    ];
  }
}
