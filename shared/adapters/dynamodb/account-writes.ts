import type { Account } from '../../domain/accounts/account.ts';
import { foldedNamesOf } from '../../domain/accounts/account-names.ts';
import { accountKeys as keys } from './account-keys.ts';
import type { TransactionItem } from './database.ts';
import type { Key } from './keys.ts';

/** One write of an account, with the domain it claims, if any. */
interface AccountWrite {
  readonly item: TransactionItem;
  readonly domain?: string;
}

/**
 * Returns every write of an account: the row (conditional on its version), the list entry, its domains (must be free or
 * its own), its names, and the keys it releases.
 */
export function accountWrites(options: {
  readonly before: Account | undefined;
  readonly account: Account;
  readonly table: string;
}): readonly AccountWrite[] {
  const { before, account, table: TableName } = options;
  const names = foldedNamesOf(account);
  const putFree = (key: Key): AccountWrite => ({ item: { Put: { TableName, Item: { ...key } } } });
  return [
    { item: { Put: { TableName, Item: { ...keys.account(account.id), ...account }, ...stillAt(before?.version) } } },
    putFree(keys.listed(account.id)),
    ...account.domains.map((domain): AccountWrite => {
      const Item = { ...keys.domain(domain), account: account.id };
      return { domain, item: { Put: { TableName, Item, ...freeOrOf(account.id) } } };
    }),
    ...names.map((name) => putFree(keys.name(name, account.id))),
    ...(before ? givenUp(before, account) : []).map(
      (key): AccountWrite => ({ item: { Delete: { TableName, Key: { ...key } } } }),
    ),
  ];
}

/** Removes an account and all rows that point to it, unless the account has changed since it was read. */
export function removalWrites(account: Account, table: string): readonly TransactionItem[] {
  const remove = (key: Key) => ({ TableName: table, Key: { ...key } });
  return [
    { Delete: { ...remove(keys.account(account.id)), ...stillAt(account.version) } },
    { Delete: remove(keys.listed(account.id)) },
    ...givenUp(account, { id: account.id, name: '', aliases: [], domains: [] }).map((key) => ({ Delete: remove(key) })),
  ];
}

/** Returns the rows that pointed to the account before but no longer do. */
function givenUp(before: Account, after: Pick<Account, 'id' | 'name' | 'aliases' | 'domains'>): readonly Key[] {
  const names = foldedNamesOf(after);
  return [
    ...before.domains.filter((domain) => !after.domains.includes(domain)).map(keys.domain),
    ...foldedNamesOf(before)
      .filter((name) => !names.includes(name))
      .map((name) => keys.name(name, after.id)),
  ];
}

function stillAt(version: number | undefined) {
  if (version === undefined) return { ConditionExpression: 'attribute_not_exists(pk)' };
  return {
    ConditionExpression: '#version = :version',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':version': version },
  };
}

function freeOrOf(account: string) {
  return {
    ConditionExpression: 'attribute_not_exists(pk) OR #account = :account',
    ExpressionAttributeNames: { '#account': 'account' },
    ExpressionAttributeValues: { ':account': account },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
  };
}
