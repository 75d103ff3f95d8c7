import type { Account } from './account.ts';
import { foldedCompanyName } from './company-name.ts';

/** The names an account is found by, as names are compared, each once. */
export function foldedNamesOf({ name, aliases }: Pick<Account, 'name' | 'aliases'>): readonly string[] {
  return [...new Set([name, ...aliases].flatMap((one) => foldedCompanyName(one) ?? []))].sort();
}
