import type { Account } from '../domain/accounts/account.ts';
import { accountFeatures, accountsAbove, answeringFor } from '../domain/accounts/account-features.ts';
import { companyDomainsOf } from '../domain/accounts/company-domain.ts';
import { foldedCompanyName } from '../domain/accounts/company-name.ts';
import { accountKeyOf, domainKeyOf } from '../domain/company.ts';
import type { Features } from '../domain/features.ts';
import type { AccountMatch, Found } from '../domain/found.ts';
import type { RepId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Person } from '../domain/intake/submission.ts';
import { holdOf, type Lead } from '../domain/lead.ts';
import type { Plan } from '../domain/plan/plan.ts';
import { ownerFeatures } from '../domain/relation.ts';
import type { Rep } from '../domain/rep.ts';
import { territoryOf } from '../domain/territories/find-territory.ts';
import type { Deps } from './deps.ts';

/** What finding the company behind a lead needs. */
export type CompanyDeps = Pick<Deps, 'accounts' | 'territories' | 'leads' | 'reps'>;

/** Leads of one company that are looked at for a colleague's; the newest that somebody has counts. */
const COLLEAGUES = 10;

interface Asked {
  readonly lead: Lead;
  readonly person: Person;
  /** What is known of it without its company. */
  readonly features: Features;
  readonly plan: Plan | undefined;
  readonly now: Instant;
}

/**
 * The company behind a lead, and what follows from it for routing: the account's own facts, who answers for it, the territory, and
 * who has a colleague's lead. A match by name alone fills in nothing unless the plan trusts it.
 */
export async function findCompany(asked: Asked, deps: CompanyDeps): Promise<Pick<Found, 'features' | 'account'>> {
  const { lead, person, features, plan, now } = asked;
  const match = lead.account?.by === 'person' ? lead.account : await matchAccount(person, deps);
  const account = isTrusted(match, plan) ? await deps.accounts.get(match.account) : undefined;
  const above = account ? await accountsAbove(account, (id) => deps.accounts.get(id)) : [];
  const repOf = await repsOf(account ? Object.values(answeringFor(account, above)) : [], deps);
  const ofAccount = account && match ? accountFeatures({ account, above, match, repOf }) : {};
  const known = { ...features, ...ofAccount };
  const found = {
    ...known,
    ...(await territoryFeatures({ features: known, postalCode: person.postalCode }, now, deps)),
    ...(await colleagueFeatures(lead, companyKeys(person, account), deps)),
  };
  return { features: found, ...(match && { account: match }) };
}

/** By the domains that the person shows, else by the company's name when only one account has it. */
async function matchAccount(person: Person, deps: CompanyDeps): Promise<AccountMatch | undefined> {
  for (const domain of companyDomainsOf(person)) {
    const account = await deps.accounts.byDomain(domain);
    if (account) return { account: account.id, by: 'domain', certain: true };
  }
  const name = person.company === undefined ? undefined : foldedCompanyName(person.company);
  const named = name === undefined ? [] : await deps.accounts.byName(name);
  const [only, another] = named;
  return only !== undefined && another === undefined ? { account: only, by: 'name', certain: false } : undefined;
}

function isTrusted(
  match: AccountMatch | undefined,
  plan: Plan | undefined,
): match is AccountMatch & { readonly account: string } {
  return match?.account !== undefined && (match.certain || plan?.accounts?.match === 'name');
}

async function repsOf(ids: readonly RepId[], deps: CompanyDeps): Promise<(id: RepId | undefined) => Rep | undefined> {
  const reps = await Promise.all([...new Set(ids)].map((id) => deps.reps.get(id)));
  return (id) => reps.find((rep) => rep?.id === id);
}

async function territoryFeatures(
  whereabouts: Parameters<typeof territoryOf>[1],
  now: Instant,
  deps: CompanyDeps,
): Promise<Features> {
  const { rows } = await deps.territories.current();
  const row = territoryOf(rows, whereabouts, now);
  if (!row) return {};
  const owner = row.owner === undefined ? undefined : await deps.reps.get(row.owner);
  return {
    territory: row.territory,
    ...(row.team !== undefined && { 'territory.team': row.team }),
    ...ownerFeatures('territory', owner),
  };
}

function companyKeys(person: Person, account: Account | undefined): readonly string[] {
  return [...(account ? [accountKeyOf(account.id)] : []), ...companyDomainsOf(person).map(domainKeyOf)];
}

/** Whoever has the newest lead of the same company has the colleague's too, as the plan says. */
async function colleagueFeatures(lead: Lead, companies: readonly string[], deps: CompanyDeps): Promise<Features> {
  const ids = await Promise.all(companies.map((company) => deps.leads.leadsOfCompany(company, COLLEAGUES)));
  const others = (await deps.leads.loadMany(ids.flat())).filter(({ id }) => id !== lead.id);
  const newest = others
    .flatMap((other) => {
      const hold = holdOf(other);
      return hold ? [{ id: other.id, rep: hold.rep }] : [];
    })
    .sort((a, b) => (a.id < b.id ? 1 : -1))[0];
  const rep = newest && (await deps.reps.get(newest.rep));
  if (!rep?.active) return {};
  return { same_company_lead: 'open', ...ownerFeatures('that_lead', rep) };
}
