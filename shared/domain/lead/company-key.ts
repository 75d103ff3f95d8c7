import { holdOf, type Lead } from './lead.ts';

/** Returns the company key of a lead: its account when that is certain, else its domain; none for test leads. */
export function companyKeyOf({
  account,
  features,
  test,
}: Pick<Lead, 'account' | 'features' | 'test'>): string | undefined {
  if (test) return undefined;
  if (account?.account !== undefined && account.isCertain) return accountCompanyKeyOf(account.account);
  return typeof features.domain === 'string' ? domainCompanyKeyOf(features.domain) : undefined;
}

/** Returns the company key of an account. */
export function accountCompanyKeyOf(account: string): string {
  return `account:${account}`;
}

/** Returns the company key of a domain that belongs to no known account. */
export function domainCompanyKeyOf(domain: string): string {
  return `domain:${domain}`;
}

/** Returns the key under which the owner of a lead is found for a colleague's lead; undefined while nobody holds it. */
export function heldLeadCompanyKeyOf(lead: Lead | undefined): string | undefined {
  return lead && holdOf(lead) ? companyKeyOf(lead) : undefined;
}

/** Whether a person must confirm the account of an open lead, because it was matched only by company name. */
export function needsAccountReview({ account, stage, test }: Lead): boolean {
  return !test && stage.state !== 'closed' && account?.account !== undefined && !account.isCertain;
}
