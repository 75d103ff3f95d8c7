import type { AccountId, RepId } from '../ids.ts';

/** What a company is to us. */
export const ACCOUNT_STATUSES = ['prospect', 'customer', 'former', 'partner', 'competitor'] as const;
export type AccountStatus = (typeof ACCOUNT_STATUSES)[number];

/** Most domains, and most other names, of one account: what fits into the transaction that saves it. */
export const MOST_OF_A_KIND = 20;

/** A company we know, as it is kept in the CRM. People in it are ids. */
export interface Account {
  readonly id: AccountId;
  readonly name: string;
  /** Registrable domains of mail and websites, `acme.co.uk`; each belongs to one account only. */
  readonly domains: readonly string[];
  /** Other names it goes by. */
  readonly aliases: readonly string[];
  /** The company above it; who answers for that one answers for this one where it has nobody. */
  readonly parent?: AccountId;
  readonly owner?: RepId;
  /** Who looks after it once it is a customer. */
  readonly csm?: RepId;
  readonly status: AccountStatus;
  readonly openDeal: boolean;
  /** Who has the open deal, when that is not the owner. */
  readonly dealOwner?: RepId;
  readonly segment?: string;
  /** Its ids elsewhere, by system: `{ hubspot: '4711' }`. */
  readonly externalIds: Readonly<Record<string, string>>;
  /** Grows with each change; saved only on the version before. */
  readonly version: number;
}

/** What an account says without Baton's own count of its changes. */
export type AccountFacts = Omit<Account, 'version'>;

/** How many companies above an account are asked who answers for it. */
export const MOST_PARENTS = 10;
