import { type Account, type AccountFacts, type AccountStatus, MAX_KEYS_PER_KIND } from '../accounts/account.ts';
import { companyDomainOf } from '../accounts/company-domain.ts';
import type { RepId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import { ownValue } from '../own-value.ts';

/** A company, as the CRM has it. What is absent, the CRM does not say. */
export interface CrmCompany {
  /** The CRM's id. */
  readonly id: string;
  readonly changedAt: Instant;
  /** Its name, else its first domain. */
  readonly name: string;
  /** Registrable domains. */
  readonly domains: readonly string[];
  /** The CRM's id of the user who owns it. */
  readonly user?: string;
  readonly status?: AccountStatus;
  readonly openDeal?: boolean;
  /** Ids of companies that were merged into it. */
  readonly formerIds: readonly string[];
  /** Somebody deleted it, or merged it into another one. */
  readonly isDeleted?: true;
}

/** What is needed to see an account in a company. */
export interface CompanyContext {
  /** The CRM, under which the account keeps the company's id. */
  readonly system: string;
  /** Who a user of the CRM is here. */
  readonly repOf: (user: string) => RepId | undefined;
}

/** The longest name that an account may have. */
const MAX_NAME = 200;
/** Statuses that no stage of a CRM says: a company that is a prospect there stays one of them. */
const KEPT_FROM_PROSPECT: readonly AccountStatus[] = ['former', 'partner', 'competitor'];
/** Words in a company's stage or type, and the status that they mean. The first that occurs counts. */
const STATUS_WORDS: readonly (readonly [RegExp, AccountStatus])[] = [
  [/\b(?:former|churned|lost customer)\b/, 'former'],
  [/\bcompetitor\b/, 'competitor'],
  [/\b(?:partner|reseller)\b/, 'partner'],
  [/\b(?:customer|evangelist)\b/, 'customer'],
  [/^(?:prospect|subscriber|lead|marketing ?qualified ?lead|sales ?qualified ?lead|opportunity)$/, 'prospect'],
];

/** Returns the status that a stage or type of the CRM means: `Customer - Direct`, `salesqualifiedlead`. */
export function statusOfCompany(text: string | null | undefined): AccountStatus | undefined {
  const words = (text ?? '')
    .toLowerCase()
    .replaceAll(/[_\s]+/g, ' ')
    .trim();
  return STATUS_WORDS.find(([pattern]) => pattern.test(words))?.[1];
}

/** Returns the company domains among hosts and addresses of a website, each once. */
export function domainsOfCompany(texts: readonly (string | null | undefined)[]): readonly string[] {
  const found = texts.flatMap((text) => (text ? (companyDomainOf(text) ?? []) : []));
  return [...new Set(found)].slice(0, MAX_KEYS_PER_KIND);
}

/** Whether an account may be this company: it has its id, or none of this CRM. */
export function mayBeCompany(
  account: Pick<Account, 'externalIds'>,
  { id }: Pick<CrmCompany, 'id'>,
  system: string,
): boolean {
  return (ownValue(account.externalIds, system) ?? id) === id;
}

/** Whether an account has this company's id. */
export function isCompany(
  account: Pick<Account, 'externalIds'>,
  { id }: Pick<CrmCompany, 'id'>,
  system: string,
): boolean {
  return ownValue(account.externalIds, system) === id;
}

/**
 * Returns the account that a company is to be. What the CRM says counts: name, owner, status, open deal; its domains are
 * added. What it does not say stays as it is here. An owner who is no rep is nobody here.
 * @param before the account that the company is by now
 * @param merged accounts of companies that were merged into it: their domains and names become its own
 */
export function accountOfCompany(
  company: CrmCompany,
  before: AccountFacts | undefined,
  { system, repOf, merged = [] }: CompanyContext & { readonly merged?: readonly AccountFacts[] },
): AccountFacts {
  const { owner: ownerBefore, ...kept } = before ?? newAccount(company.id);
  const owner = company.user === undefined ? ownerBefore : repOf(company.user);
  const name = company.name.slice(0, MAX_NAME);
  const names = merged.flatMap((one) => [one.name, ...one.aliases]).filter((one) => one !== name);
  return {
    ...kept,
    name,
    domains: together(kept.domains, company.domains, ...merged.map(({ domains }) => domains)),
    aliases: together(kept.aliases, names),
    ...(owner !== undefined && { owner }),
    status: statusAfter(kept.status, company.status),
    openDeal: company.openDeal ?? kept.openDeal,
    externalIds: { ...kept.externalIds, [system]: company.id },
  };
}

/** Whether two accounts say the same. */
export function isSameAccount(one: AccountFacts, other: AccountFacts): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]) as ReadonlySet<keyof AccountFacts>;
  return [...names].every((name) => JSON.stringify(one[name]) === JSON.stringify(other[name]));
}

function newAccount(id: string): AccountFacts {
  return { id, name: '', domains: [], aliases: [], status: 'prospect', openDeal: false, externalIds: {} };
}

function together(...lists: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(lists.flat())].slice(0, MAX_KEYS_PER_KIND);
}

function statusAfter(before: AccountStatus, said: AccountStatus | undefined): AccountStatus {
  if (said === undefined || (said === 'prospect' && KEPT_FROM_PROSPECT.includes(before))) return before;
  return said;
}
