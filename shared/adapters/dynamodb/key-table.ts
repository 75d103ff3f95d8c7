import * as z from '../../domain/lazy-zod.ts';
import { ROLES } from '../../domain/team/role.ts';
import type { ApiKeyRecord, ApiKeyStore } from '../../ports/key-store.ts';
import type { Database } from './database.ts';
import { keys } from './keys.ts';
import { readRows } from './readable-rows.ts';
import { createRowSchema } from './row-schema.ts';

export const ApiKeyRow = createRowSchema<ApiKeyRecord>({
  id: z.string().min(1),
  hash: z.string().length(64),
  role: z.enum(ROLES),
  repId: z.string().min(1).optional(),
  name: z.string().min(1).optional(),
  createdAt: z.string(),
  expiresAt: z.string().optional(),
  revokedAt: z.string().optional(),
});

/** API keys in the reps table. */
export class ApiKeyTable implements ApiKeyStore {
  readonly #db: Database;
  readonly #table: string;

  constructor(options: { readonly db: Database; readonly table: string }) {
    this.#db = options.db;
    this.#table = options.table;
  }

  async byId(id: string): Promise<ApiKeyRecord | undefined> {
    const row = await this.#db.get(this.#table, keys.apiKey(id));
    // A key whose row cannot be read, as one with a role that is none, lets nobody in.
    return row && readRows(this.#db, ApiKeyRow, [row])[0];
  }

  async list(): Promise<readonly ApiKeyRecord[]> {
    const rows = await this.#db.query({
      TableName: this.#table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': keys.apiKey('').pk },
    });
    return readRows(this.#db, ApiKeyRow, rows);
  }

  async save(key: ApiKeyRecord): Promise<void> {
    await this.#db.put({ TableName: this.#table, Item: { ...keys.apiKey(key.id), ...key } });
  }
}
