import type { Account } from './account.ts';
import { foldedCompanyName } from './company-name.ts';

/** Returns the normalised names and aliases that an account is matched by, without duplicates. */
export function foldedNamesOf({ name, aliases }: Pick<Account, 'name' | 'aliases'>): readonly string[] {
  return [...new Set([name, ...aliases].flatMap((one) => foldedCompanyName(one) ?? []))].sort();
}
