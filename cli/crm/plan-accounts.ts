import type { Account, AccountFacts } from '../../shared/domain/accounts/account.ts';
import {
  accountOfCompany,
  type CompanyContext,
  type CrmCompany,
  mayBeCompany,
} from '../../shared/domain/crm/crm-company.ts';
import { ownValue } from '../../shared/domain/own-value.ts';
import { compareItems, type ImportChanges } from '../import/changes.ts';
import { factsOf } from '../import/import-accounts.ts';

/** What reading all companies would change here. */
export interface AccountPlan {
  readonly changes: ImportChanges<AccountFacts>;
  /** Accounts whose company is not in the CRM any more, and which stay. */
  readonly missing: readonly string[];
  /** Domains that an account does not get, since another one has them. */
  readonly conflicts: readonly { readonly domain: string; readonly company: string; readonly account: string }[];
  /** Users of the CRM who own companies and are no reps, with how many; most first. */
  readonly unknownOwners: readonly { readonly user: string; readonly companies: number }[];
}

/**
 * Compares all companies of the CRM with the accounts here. A company is the account with its id, else the one that has
 * one of its domains. Of several companies with the same domain, the one with the lowest id has it.
 * @param prune also removes accounts that were made of companies which the CRM has no more
 */
export function planAccounts(
  companies: readonly CrmCompany[],
  stored: readonly Account[],
  { system, repOf, prune }: CompanyContext & { readonly prune: boolean },
): AccountPlan {
  const inOrder = companies.toSorted((a, b) => a.id.length - b.id.length || (a.id < b.id ? -1 : 1));
  const accounts = new AccountIndex(stored, system);
  const claimed = new Set<string>();
  // Those that are known go first: a copy of a company must not take its account.
  const pairs = inOrder
    .map((company) => ({ company, before: accounts.known(company) }))
    .toSorted((a, b) => Number(a.before === undefined) - Number(b.before === undefined))
    .map(({ company, before: known }): Pair => {
      const before = known ?? accounts.fitting(company, claimed);
      if (before) claimed.add(before.id);
      return { company, before };
    });
  const merged = new Map(inOrder.map((company) => [company.id, accounts.former(company, claimed)]));
  const absorbed = new Set([...merged.values()].flat());
  const missing = stored.filter(
    (one) => ownValue(one.externalIds, system) !== undefined && !claimed.has(one.id) && !absorbed.has(one),
  );
  const pruned = missing.filter(({ id, externalIds }) => prune && id === ownValue(externalIds, system));
  const leaving = new Set([...absorbed, ...pruned]);
  const holders = holdersOf(
    pairs,
    stored.filter((one) => !leaving.has(one)),
    claimed,
  );
  const conflicts: AccountPlan['conflicts'][number][] = [];
  const planned = pairs.map(({ company, before }) => {
    const context = { system, repOf, merged: (merged.get(company.id) ?? []).map(factsOf) };
    const facts = accountOfCompany(company, before && factsOf(before), context);
    const isOwn = (domain: string) => (holders.get(domain) ?? facts.id) === facts.id;
    for (const domain of company.domains)
      if (!isOwn(domain)) conflicts.push({ domain, company: company.id, account: holders.get(domain) ?? '' });
    return { ...facts, domains: facts.domains.filter(isOwn) };
  });
  // Whatever is compared and not planned is removed.
  const compared = stored.filter((one) => claimed.has(one.id) || leaving.has(one));
  const changes = compareItems(compared.map(factsOf), planned, { prune: true });
  const stay = missing.filter((one) => !leaving.has(one));
  return { changes, missing: stay.map(({ id }) => id), conflicts, unknownOwners: countUnknown(companies, repOf) };
}

interface Pair {
  readonly company: CrmCompany;
  readonly before: Account | undefined;
}

/** Returns which account is to have each domain: the first company that names it, unless an account without one has it. */
function holdersOf(
  pairs: readonly Pair[],
  staying: readonly Account[],
  claimed: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const holders = new Map<string, string>();
  for (const { id, domains } of staying) if (!claimed.has(id)) for (const domain of domains) holders.set(domain, id);
  const add = (domain: string, id: string) => holders.has(domain) || holders.set(domain, id);
  for (const { company, before } of pairs) for (const domain of company.domains) add(domain, before?.id ?? company.id);
  for (const { id, domains } of staying) for (const domain of domains) add(domain, id);
  return holders;
}

/** The stored accounts by what a company can be recognised by. */
class AccountIndex {
  readonly #byCompany: ReadonlyMap<string, Account>;
  readonly #byId: ReadonlyMap<string, Account>;
  readonly #byDomain: ReadonlyMap<string, Account>;
  readonly #system: string;

  constructor(stored: readonly Account[], system: string) {
    this.#system = system;
    this.#byId = new Map(stored.map((one) => [one.id, one]));
    this.#byDomain = new Map(stored.flatMap((one) => one.domains.map((domain) => [domain, one] as const)));
    this.#byCompany = new Map(
      stored.flatMap((one) => {
        const company = ownValue(one.externalIds, system);
        return company === undefined ? [] : [[company, one] as const];
      }),
    );
  }

  /** The account with the company's id. */
  known({ id }: CrmCompany): Account | undefined {
    return this.#byCompany.get(id);
  }

  /** Accounts of companies that were merged into this one. */
  former({ id, formerIds }: CrmCompany, claimed: ReadonlySet<string>): readonly Account[] {
    const found = formerIds.filter((former) => former !== id).flatMap((former) => this.#byCompany.get(former) ?? []);
    return found.filter((one) => !claimed.has(one.id));
  }

  /** An account without a company that has the id or a domain of this one. */
  fitting(company: CrmCompany, claimed: ReadonlySet<string>): Account | undefined {
    const found = [this.#byId.get(company.id), ...company.domains.map((domain) => this.#byDomain.get(domain))];
    return found.find(
      (one): one is Account => one !== undefined && !claimed.has(one.id) && mayBeCompany(one, company, this.#system),
    );
  }
}

function countUnknown(companies: readonly CrmCompany[], repOf: CompanyContext['repOf']): AccountPlan['unknownOwners'] {
  const users = companies.flatMap(({ user }) => (user === undefined || repOf(user) !== undefined ? [] : [user]));
  return [...Map.groupBy(users, (user) => user)]
    .map(([user, owned]) => ({ user, companies: owned.length }))
    .toSorted((a, b) => b.companies - a.companies || (a.user < b.user ? -1 : 1));
}
