import { createHash } from 'node:crypto';
import type { AccountId, LeadId } from '../../domain/ids.ts';
import { type Key, shardOf } from './keys.ts';

/**
 * Keys of accounts and territories, and of what is known of companies. docs/data-model.md shows the rows behind them. A company and its
 * domain may be named after their owner, so that neither name stands in a key.
 */
export const accountKeys = {
  account: (id: AccountId): Key => ({ pk: `ACCOUNT#${id}`, sk: 'PROFILE' }),
  /** Lists every account without a scan, spread so that an import does not write to one partition only. */
  listed: (id: AccountId): Key => ({ pk: `ACCOUNTS#${shardOf(id)}`, sk: `ACCOUNT#${id}` }),
  domain: (domain: string): Key => ({ pk: `DOMAIN#${digest(domain)}`, sk: 'ACCOUNT' }),
  name: (foldedName: string, id: AccountId): Key => ({ pk: `NAMED#${digest(foldedName)}`, sk: `ACCOUNT#${id}` }),
  territories: (version: number): Key => ({ pk: 'TERRITORIES', sk: `V#${String(version).padStart(6, '0')}` }),
  currentTerritories: (): Key => ({ pk: 'TERRITORIES', sk: 'CURRENT' }),
  /** In the table of leads: a lead that somebody has, under its company. */
  leadOfCompany: (company: string, lead: LeadId): Key => ({ pk: `HELD#${digest(company)}`, sk: `LEAD#${lead}` }),
  /** In the table of leads: what was learned about a company. */
  company: (domain: string): Key => ({ pk: `COMPANY#${digest(domain)}`, sk: 'FACTS' }),
  /** In the table of leads: a lead whose account a person is to confirm, oldest first. */
  accountReview: (lead: LeadId): Key => ({ pk: 'REVIEWS#ACCOUNT', sk: `LEAD#${lead}` }),
} as const;

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
