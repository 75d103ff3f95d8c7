import { heldLeadCompanyKeyOf, needsAccountReview } from '../../domain/lead/company-key.ts';
import type { LeadChange } from '../../ports/lead-store.ts';
import { accountKeys } from './account-keys.ts';
import type { TableKey } from './keys.ts';
import type { GuardedWrite } from './load-writes.ts';

/**
 * Rows that lead from a company to its owned leads, and the list of leads whose account a person must confirm. Derived
 * from the lead before and after. Unconditional, because the lead's version already decides who writes them.
 */
export function companyWrites({ before, after }: LeadChange, table: string): readonly GuardedWrite[] {
  const [companyBefore, companyAfter] = [heldLeadCompanyKeyOf(before), heldLeadCompanyKeyOf(after)];
  const [awaitedReview, awaitsReview] = [before !== undefined && needsAccountReview(before), needsAccountReview(after)];
  const { id } = after;
  return [
    ...(companyBefore !== undefined && companyBefore !== companyAfter
      ? [deleteWrite(accountKeys.leadOfCompany(companyBefore, id), table)]
      : []),
    ...(companyAfter !== undefined && companyAfter !== companyBefore
      ? [putWrite(accountKeys.leadOfCompany(companyAfter, id), table)]
      : []),
    ...(awaitedReview && !awaitsReview ? [deleteWrite(accountKeys.accountReview(id), table)] : []),
    ...(awaitsReview && !awaitedReview ? [putWrite(accountKeys.accountReview(id), table)] : []),
  ];
}

function putWrite(key: TableKey, table: string): GuardedWrite {
  return { guard: { guards: 'nothing' }, item: { Put: { TableName: table, Item: { ...key } } } };
}

function deleteWrite(key: TableKey, table: string): GuardedWrite {
  return { guard: { guards: 'nothing' }, item: { Delete: { TableName: table, Key: { ...key } } } };
}
