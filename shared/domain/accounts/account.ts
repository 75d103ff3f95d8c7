import type { AccountId, RepId } from '../ids.ts';

/** The relationship with a company. */
export const ACCOUNT_STATUSES = ['prospect', 'customer', 'former', 'partner', 'competitor'] as const;
export type AccountStatus = (typeof ACCOUNT_STATUSES)[number];

/** The maximum number of domains, and of aliases, per account, so that saving it fits into one transaction. */
export const MAX_KEYS_PER_KIND = 20;

/** A company known from the CRM. People in it are ids. */
export interface Account {
  readonly id: AccountId;
  readonly name: string;
  /** Registrable domains of email addresses and websites, `acme.co.uk`. Each belongs to only one account. */
  readonly domains: readonly string[];
  /** Other names of the company. */
  readonly aliases: readonly string[];
  /** The parent company. Its responsible people also apply to this account where this account names nobody. */
  readonly parent?: AccountId;
  readonly owner?: RepId;
  /** The customer success manager. */
  readonly csm?: RepId;
  readonly status: AccountStatus;
  readonly openDeal: boolean;
  /** The owner of the open deal, when that is not the account owner. */
  readonly dealOwner?: RepId;
  readonly segment?: string;
  /** Its ids in other systems: `{ hubspot: '4711' }`. */
  readonly externalIds: Readonly<Record<string, string>>;
  /** Grows with each change. A save requires the previous version to be stored. */
  readonly version: number;
}

/** An account without Baton's version number. */
export type AccountFacts = Omit<Account, 'version'>;

/** The maximum number of parents to search for somebody responsible for an account. */
export const MAX_PARENTS = 10;
