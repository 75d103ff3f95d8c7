import type { Account } from '../../domain/accounts/account.ts';
import { normalisedNamesOf } from '../../domain/accounts/account-names.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { AccountSaveOutcome, AccountStore } from '../../ports/account-store.ts';
import { copyFrozen } from './frozen-copy.ts';
import type { InMemoryWorld } from './in-memory-world.ts';

/** Fake of the account store. */
export class InMemoryAccountStore implements AccountStore {
  readonly #world: InMemoryWorld;

  constructor(world: InMemoryWorld) {
    this.#world = world;
  }

  async get(id: AccountId): Promise<Account | undefined> {
    return this.#world.accounts.get(id);
  }

  async byDomain(domain: string): Promise<Account | undefined> {
    return [...this.#world.accounts.values()].find(({ domains }) => domains.includes(domain));
  }

  async byName(foldedName: string): Promise<readonly AccountId[]> {
    return (await this.list()).filter((one) => normalisedNamesOf(one).includes(foldedName)).map(({ id }) => id);
  }

  async list(): Promise<readonly Account[]> {
    return [...this.#world.accounts.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  async save(account: Account): Promise<AccountSaveOutcome> {
    const { accounts } = this.#world;
    if ((accounts.get(account.id)?.version ?? 0) !== account.version - 1) return { outcome: 'stale' };
    for (const domain of account.domains) {
      const holder = await this.byDomain(domain);
      if (holder && holder.id !== account.id) return { outcome: 'claimed', domain, account: holder.id };
    }
    accounts.set(account.id, copyFrozen(account));
    return { outcome: 'done' };
  }

  async remove(account: Account): Promise<{ readonly outcome: 'done' | 'stale' }> {
    const { accounts } = this.#world;
    if (accounts.get(account.id)?.version !== account.version) return { outcome: 'stale' };
    accounts.delete(account.id);
    return { outcome: 'done' };
  }
}
