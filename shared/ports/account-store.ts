import type { Account } from '../domain/accounts/account.ts';
import type { AccountId } from '../domain/ids.ts';

/** The result of saving an account. Only `done` changed anything. */
export type AccountSaveOutcome =
  | { readonly outcome: 'done' }
  /** The account is no longer at `account.version - 1`. */
  | { readonly outcome: 'stale' }
  /** One of its domains belongs to another account. */
  | { readonly outcome: 'claimed'; readonly domain: string; readonly account: AccountId };

/** The accounts: the companies we know. */
export interface AccountStore {
  get(id: AccountId): Promise<Account | undefined>;
  /** Returns the account a registrable domain belongs to. */
  byDomain(domain: string): Promise<Account | undefined>;
  /** Returns the accounts with this name or alias, both folded for comparison. */
  byName(foldedName: string): Promise<readonly AccountId[]>;
  /** Lists all accounts by id, for imports. */
  list(): Promise<readonly Account[]>;
  /** Saves an account with its domains and names in one transaction, based on the version before it. */
  save(account: Account): Promise<AccountSaveOutcome>;
  /** Removes an account and frees its domains; `stale` when it has changed since it was read. */
  remove(account: Account): Promise<{ readonly outcome: 'done' | 'stale' }>;
}
