import { randomUUID } from 'node:crypto';
import { ACCOUNT_STATUSES, type Account } from '../../domain/accounts/account.ts';
import type { AccountId } from '../../domain/ids.ts';
import * as z from '../../domain/lazy-zod.ts';
import type { AccountSaveOutcome, AccountStore } from '../../ports/account-store.ts';
import { StoreError } from '../../ports/store-error.ts';
import { accountKeys as keys } from './account-keys.ts';
import { accountWrites, removalWrites } from './account-writes.ts';
import type { Database, Row } from './database.ts';
import { SHARD_COUNT } from './keys.ts';
import { readRow } from './read-row.ts';
import { readRows } from './readable-rows.ts';
import { createRowSchema } from './row-schema.ts';

const text = z.string().min(1);
export const AccountReferenceRow = z.object({ account: text });
export const AccountRow = createRowSchema<Account>({
  id: text,
  name: text,
  domains: z.array(text),
  aliases: z.array(text),
  parent: text.optional(),
  owner: text.optional(),
  csm: text.optional(),
  status: z.enum(ACCOUNT_STATUSES),
  openDeal: z.boolean(),
  dealOwner: text.optional(),
  segment: text.optional(),
  externalIds: z.record(z.string(), text),
  version: z.int().positive(),
});
const LIST_ENTRY_PREFIX = 'ACCOUNT#';

/** The account store on DynamoDB, in the reps table. docs/data-model.md shows its rows. */
export class AccountTable implements AccountStore {
  readonly #db: Database;
  readonly #table: string;
  readonly #newToken: () => string;

  constructor(options: { readonly db: Database; readonly table: string; readonly newToken?: () => string }) {
    this.#db = options.db;
    this.#table = options.table;
    this.#newToken = options.newToken ?? randomUUID;
  }

  async get(id: AccountId): Promise<Account | undefined> {
    const row = await this.#db.get(this.#table, keys.account(id));
    return row && readRow(AccountRow, row);
  }

  async byDomain(domain: string): Promise<Account | undefined> {
    const row = await this.#db.get(this.#table, keys.domain(domain));
    return row && this.get(readRow(AccountReferenceRow, row).account);
  }

  async byName(foldedName: string): Promise<readonly AccountId[]> {
    const { pk } = keys.name(foldedName, '');
    return (await this.#under(pk)).map((row) => String(row.sk).slice(LIST_ENTRY_PREFIX.length));
  }

  async list(): Promise<readonly Account[]> {
    const shards = Array.from({ length: SHARD_COUNT }, (_, shard) => this.#under(`ACCOUNTS#${shard}`));
    const ids = (await Promise.all(shards)).flat().map((row) => String(row.sk).slice(LIST_ENTRY_PREFIX.length));
    const rows = await this.#db.getMany(this.#table, ids.map(keys.account));
    return readRows(this.#db, AccountRow, rows).sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  async save(account: Account): Promise<AccountSaveOutcome> {
    // The previous row decides which domains and names are released. The write is refused if that row has changed.
    const before = await this.get(account.id);
    if ((before?.version ?? 0) !== account.version - 1) return { outcome: 'stale' };
    const writes = accountWrites({ before, account, table: this.#table });
    const result = await this.#db.transact(
      writes.map(({ item }) => item),
      this.#newToken(),
    );
    if (result.ended === 'invalid') throw new StoreError('account_refused');
    if (result.ended === 'written') return { outcome: 'done' };
    for (const { index, row } of result.refusals) {
      const domain = writes[index]?.domain;
      if (domain !== undefined && row.account !== undefined)
        return { outcome: 'claimed', domain, account: row.account };
    }
    return { outcome: 'stale' };
  }

  async remove(account: Account): Promise<{ readonly outcome: 'done' | 'stale' }> {
    const result = await this.#db.transact(removalWrites(account, this.#table), this.#newToken());
    if (result.ended === 'invalid') throw new StoreError('account_refused');
    return { outcome: result.ended === 'written' ? 'done' : 'stale' };
  }

  async #under(pk: string): Promise<readonly Row[]> {
    return this.#db.query({
      TableName: this.#table,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :listed)',
      ExpressionAttributeValues: { ':pk': pk, ':listed': LIST_ENTRY_PREFIX },
    });
  }
}
