import type { Account } from '../../../shared/domain/accounts/account.ts';
import type { AccountStore } from '../../../shared/ports/account-store.ts';

/** The prospect Acme at `acme.example`, without an owner by default. */
export function anAccount(overrides: Partial<Account> = {}): Account {
  return {
    id: 'acme',
    name: 'Acme GmbH',
    domains: ['acme.example'],
    aliases: [],
    status: 'prospect',
    openDeal: false,
    externalIds: {},
    version: 1,
    ...overrides,
  };
}

/**
 * Saves accounts.
 * @throws if a save is refused.
 */
export async function saveAccounts(store: AccountStore, ...accounts: readonly Partial<Account>[]): Promise<void> {
  for (const account of accounts) {
    const { outcome } = await store.save(anAccount(account));
    if (outcome !== 'done') throw new Error(`an account was not saved: ${outcome}`);
  }
}
