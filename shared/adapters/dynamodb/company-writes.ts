import { awaitsAccountReview, heldCompanyKeyOf } from '../../domain/lead/company-key.ts';
import type { LeadChange } from '../../ports/lead-store.ts';
import { accountKeys } from './account-keys.ts';
import type { Key } from './keys.ts';
import type { Write } from './load-writes.ts';

/**
 * Rows that lead from a company to its owned leads, and the list of leads whose account a person must confirm. Derived
 * from the lead before and after. Unconditional, because the lead's version already decides who writes them.
 */
export function companyWrites({ before, after }: LeadChange, table: string): readonly Write[] {
  const [was, is] = [heldCompanyKeyOf(before), heldCompanyKeyOf(after)];
  const [awaited, awaits] = [before !== undefined && awaitsAccountReview(before), awaitsAccountReview(after)];
  const { id } = after;
  return [
    ...(was !== undefined && was !== is ? [remove(accountKeys.leadOfCompany(was, id), table)] : []),
    ...(is !== undefined && is !== was ? [put(accountKeys.leadOfCompany(is, id), table)] : []),
    ...(awaited && !awaits ? [remove(accountKeys.accountReview(id), table)] : []),
    ...(awaits && !awaited ? [put(accountKeys.accountReview(id), table)] : []),
  ];
}

function put(key: Key, table: string): Write {
  return { guard: { guards: 'nothing' }, item: { Put: { TableName: table, Item: { ...key } } } };
}

function remove(key: Key, table: string): Write {
  return { guard: { guards: 'nothing' }, item: { Delete: { TableName: table, Key: { ...key } } } };
}
