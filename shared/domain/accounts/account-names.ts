import type { Account } from './account.ts';
import { normaliseCompanyName } from './company-name.ts';

/** Returns the normalised names and aliases that an account is matched by, without duplicates. */
export function normalisedNamesOf({ name, aliases }: Pick<Account, 'name' | 'aliases'>): readonly string[] {
  return [...new Set([name, ...aliases].flatMap((one) => normaliseCompanyName(one) ?? []))].sort();
}
