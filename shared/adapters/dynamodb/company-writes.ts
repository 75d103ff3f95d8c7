import { needsAccountReview } from '../../domain/lead/company-key.ts';
import type { LeadChange } from '../../ports/lead-store.ts';
import { accountKeys } from './account-keys.ts';
import type { TableKey } from './keys.ts';
import type { GuardedWrite } from './load-writes.ts';

/**
 * The list of leads whose account a person must confirm. Derived from the lead before and after. Unconditional, because
 * the lead's version already decides who writes them.
 */
export function accountReviewWrites({ before, after }: LeadChange, table: string): readonly GuardedWrite[] {
  const [awaitedReview, awaitsReview] = [before !== undefined && needsAccountReview(before), needsAccountReview(after)];
  const { id } = after;
  return [
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
