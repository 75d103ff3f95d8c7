import { randomUUID } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import * as z from '../../domain/lazy-zod.ts';
import type { TerritoryRow } from '../../domain/territories/territory.ts';
import { StoreError } from '../../ports/store-error.ts';
import type { TerritoryStore, TerritoryTable } from '../../ports/territory-store.ts';
import { accountKeys as keys } from './account-keys.ts';
import type { Database } from './database.ts';
import { readRow } from './read-row.ts';

const version = z.int().positive();
export const CurrentTerritoriesRow = z.object({ version });
export const CompressedTerritoriesRow = z.object({ version, rows: z.instanceof(Uint8Array) });
/** DynamoDB's limit for a whole row is 400 kB. */
const MAX_ROW_BYTES = 390_000;

/**
 * The territory table in the reps table: one compressed row per version, which never changes, and a row that points to
 * the current version. The version read last is cached for the lifetime of the process.
 */
export class PackedTerritoryTable implements TerritoryStore {
  readonly #db: Database;
  readonly #table: string;
  #cached: TerritoryTable = { version: 0, rows: [] };

  constructor(options: { readonly db: Database; readonly table: string }) {
    this.#db = options.db;
    this.#table = options.table;
  }

  async current(): Promise<TerritoryTable> {
    const pointer = await this.#db.get(this.#table, keys.currentTerritories());
    const current = pointer ? readRow(CurrentTerritoriesRow, pointer).version : 0;
    if (current === this.#cached.version) return this.#cached;
    const row = await this.#db.get(this.#table, keys.territories(current));
    if (!row) throw new StoreError('unreadable_row');
    const packed = readRow(CompressedTerritoriesRow, row);
    // Written by this class from rows that were validated on import.
    const rows = JSON.parse(gunzipSync(packed.rows).toString('utf8')) as readonly TerritoryRow[];
    this.#cached = { version: packed.version, rows };
    return this.#cached;
  }

  /** @throws {StoreError} `territories_too_large` if the table does not fit into a row even when compressed. */
  async replace(table: TerritoryTable): Promise<{ readonly outcome: 'done' | 'stale' }> {
    const packed = new Uint8Array(gzipSync(JSON.stringify(table.rows)));
    if (packed.byteLength > MAX_ROW_BYTES) throw new StoreError('territories_too_large');
    const TableName = this.#table;
    const before = table.version - 1;
    const condition =
      before === 0
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : {
            ConditionExpression: '#version = :before',
            ExpressionAttributeNames: { '#version': 'version' },
            ExpressionAttributeValues: { ':before': before },
          };
    const end = await this.#db.transact(
      [
        { Put: { TableName, Item: { ...keys.territories(table.version), version: table.version, rows: packed } } },
        { Put: { TableName, Item: { ...keys.currentTerritories(), version: table.version }, ...condition } },
      ],
      randomUUID(),
    );
    if (end.ended === 'invalid') throw new StoreError('territories_refused');
    return { outcome: end.ended === 'written' ? 'done' : 'stale' };
  }
}
