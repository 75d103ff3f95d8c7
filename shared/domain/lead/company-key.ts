import { holdOf, type Lead } from './lead.ts';

/** What company a lead is counted under while somebody has it: its account when that is certain, else its domain. */
function companyKeyOf({ account, features, test }: Pick<Lead, 'account' | 'features' | 'test'>): string | undefined {
  if (test) return undefined;
  if (account?.account !== undefined && account.certain) return accountKeyOf(account.account);
  return typeof features.domain === 'string' ? domainKeyOf(features.domain) : undefined;
}

/** The company of an account. */
export function accountKeyOf(account: string): string {
  return `account:${account}`;
}

/** The company of a domain that belongs to no account we know. */
export function domainKeyOf(domain: string): string {
  return `domain:${domain}`;
}

/** The company that a lead's owner is found by for a colleague's lead; undefined while nobody has the lead. */
export function heldCompanyKeyOf(lead: Lead | undefined): string | undefined {
  return lead && holdOf(lead) ? companyKeyOf(lead) : undefined;
}

/** Whether a person is to say which company an open lead belongs to: its account is only suggested by the company's name. */
export function awaitsAccountReview({ account, stage, test }: Lead): boolean {
  return !test && stage.state !== 'closed' && account?.account !== undefined && !account.certain;
}
