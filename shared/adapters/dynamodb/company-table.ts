import { type Instant, millisecondsOf } from '../../domain/instant.ts';
import * as z from '../../domain/lazy-zod.ts';
import type { CachedCompany, CompanyCache } from '../../ports/company-cache.ts';
import { accountKeys } from './account-keys.ts';
import type { Database } from './database.ts';
import { readRow } from './read-row.ts';
import { createRowSchema } from './row-schema.ts';

export const CompanyRow = createRowSchema<CachedCompany>({
  facts: z.record(z.string(), z.string()).optional(),
  question: z.string().optional(),
  until: z.string().min(1),
});

/**
 * Company data in the leads table. Checks the row's own expiry date, because DynamoDB may keep expired rows for days.
 */
export class CompanyTable implements CompanyCache {
  readonly #db: Database;
  readonly #table: string;

  constructor(options: { readonly db: Database; readonly table: string }) {
    this.#db = options.db;
    this.#table = options.table;
  }

  async get(domain: string, now: Instant): Promise<CachedCompany | undefined> {
    const row = await this.#db.get(this.#table, accountKeys.company(domain));
    const cached = row && readRow(CompanyRow, row);
    return cached && cached.until > now ? cached : undefined;
  }

  async save(domain: string, { facts, question, until }: CachedCompany): Promise<void> {
    const expiresAt = Math.floor(millisecondsOf(until) / 1000);
    await this.#db.put({
      TableName: this.#table,
      Item: { ...accountKeys.company(domain), facts, question, until, expiresAt },
    });
  }
}
