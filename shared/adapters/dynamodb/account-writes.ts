import type { Account } from '../../domain/accounts/account.ts';
import { normalisedNamesOf } from '../../domain/accounts/account-names.ts';
import { accountKeys as keys } from './account-keys.ts';
import type { TransactionItem } from './database.ts';
import type { TableKey } from './keys.ts';

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
  const names = normalisedNamesOf(account);
  const putFree = (key: TableKey): AccountWrite => ({ item: { Put: { TableName, Item: { ...key } } } });
  return [
    {
      item: {
        Put: { TableName, Item: { ...keys.account(account.id), ...account }, ...versionConditionOf(before?.version) },
      },
    },
    putFree(keys.listEntry(account.id)),
    ...account.domains.map((domain): AccountWrite => {
      const Item = { ...keys.domain(domain), account: account.id };
      return { domain, item: { Put: { TableName, Item, ...freeOrOwnedConditionOf(account.id) } } };
    }),
    ...names.map((name) => putFree(keys.name(name, account.id))),
    ...(before ? releasedKeysOf(before, account) : []).map(
      (key): AccountWrite => ({ item: { Delete: { TableName, Key: { ...key } } } }),
    ),
  ];
}

/** Removes an account and all rows that point to it, unless the account has changed since it was read. */
export function removalWrites(account: Account, table: string): readonly TransactionItem[] {
  const remove = (key: TableKey) => ({ TableName: table, Key: { ...key } });
  return [
    { Delete: { ...remove(keys.account(account.id)), ...versionConditionOf(account.version) } },
    { Delete: remove(keys.listEntry(account.id)) },
    ...releasedKeysOf(account, { id: account.id, name: '', aliases: [], domains: [] }).map((key) => ({
      Delete: remove(key),
    })),
  ];
}

/** Returns the rows that pointed to the account before but no longer do. */
function releasedKeysOf(
  before: Account,
  after: Pick<Account, 'id' | 'name' | 'aliases' | 'domains'>,
): readonly TableKey[] {
  const names = normalisedNamesOf(after);
  return [
    ...before.domains.filter((domain) => !after.domains.includes(domain)).map(keys.domain),
    ...normalisedNamesOf(before)
      .filter((name) => !names.includes(name))
      .map((name) => keys.name(name, after.id)),
  ];
}

function versionConditionOf(version: number | undefined) {
  if (version === undefined) return { ConditionExpression: 'attribute_not_exists(pk)' };
  return {
    ConditionExpression: '#version = :version',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':version': version },
  };
}

function freeOrOwnedConditionOf(account: string) {
  return {
    ConditionExpression: 'attribute_not_exists(pk) OR #account = :account',
    ExpressionAttributeNames: { '#account': 'account' },
    ExpressionAttributeValues: { ':account': account },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
  };
}
