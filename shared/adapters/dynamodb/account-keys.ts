import type { AccountId, LeadId } from '../../domain/ids.ts';
import { shardOf, type TableKey, textDigest } from './keys.ts';

/**
 * Keys of accounts, territories and company data. docs/data-model.md shows the rows behind them. Companies and their
 * domains can be named after their owner, so keys hold digests instead of names.
 */
export const accountKeys = {
  account: (id: AccountId): TableKey => ({ pk: `ACCOUNT#${id}`, sk: 'PROFILE' }),
  /** Lists every account without a scan. Sharded, so that an import does not write to a single partition. */
  listEntry: (id: AccountId): TableKey => ({ pk: `ACCOUNTS#${shardOf(id)}`, sk: `ACCOUNT#${id}` }),
  domain: (domain: string): TableKey => ({ pk: `DOMAIN#${textDigest(domain)}`, sk: 'ACCOUNT' }),
  name: (foldedName: string, id: AccountId): TableKey => ({
    pk: `NAMED#${textDigest(foldedName)}`,
    sk: `ACCOUNT#${id}`,
  }),
  territories: (version: number): TableKey => ({ pk: 'TERRITORIES', sk: `V#${String(version).padStart(6, '0')}` }),
  currentTerritories: (): TableKey => ({ pk: 'TERRITORIES', sk: 'CURRENT' }),
  /** In the leads table: a lead that has an owner, under its company. */
  leadOfCompany: (company: string, lead: LeadId): TableKey => ({
    pk: `HELD#${textDigest(company)}`,
    sk: `LEAD#${lead}`,
  }),
  /** In the leads table: what was learned about a company. */
  company: (domain: string): TableKey => ({ pk: `COMPANY#${textDigest(domain)}`, sk: 'FACTS' }),
  /** In the leads table: a lead whose account a person must confirm, oldest first. */
  accountReview: (lead: LeadId): TableKey => ({ pk: 'REVIEWS#ACCOUNT', sk: `LEAD#${lead}` }),
} as const;
