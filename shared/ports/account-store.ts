import type { Account } from '../domain/accounts/account.ts';
import type { AccountId } from '../domain/ids.ts';

/** What became of saving an account. Everything but `done` changed nothing. */
export type AccountSaved =
  | { readonly outcome: 'done' }
  /** It is no longer at `account.version - 1`. */
  | { readonly outcome: 'stale' }
  /** A domain of it belongs to another account. */
  | { readonly outcome: 'claimed'; readonly domain: string; readonly account: AccountId };

/** The companies we know. */
export interface AccountStore {
  get(id: AccountId): Promise<Account | undefined>;
  /** The account a registrable domain belongs to. */
  byDomain(domain: string): Promise<Account | undefined>;
  /** The accounts with this name or alias, as names are compared. */
  byName(foldedName: string): Promise<readonly AccountId[]>;
  /** All of them, by id: for imports. */
  list(): Promise<readonly Account[]>;
  /** Saves an account with its domains and names in one transaction, on the version before it. */
  save(account: Account): Promise<AccountSaved>;
  /** Removes an account and gives its domains free; `stale` when it is not as it was read. */
  remove(account: Account): Promise<{ readonly outcome: 'done' | 'stale' }>;
}
