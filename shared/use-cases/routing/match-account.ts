import type { Account } from '../../domain/accounts/account.ts';
import { accountFeatures, accountsAbove, answeringFor } from '../../domain/accounts/account-features.ts';
import { companyDomainsOf } from '../../domain/accounts/company-domain.ts';
import { foldedCompanyName } from '../../domain/accounts/company-name.ts';
import { ownerFeatures } from '../../domain/accounts/ownership.ts';
import type { AccountMatch, Found } from '../../domain/enrichment/enrichment-result.ts';
import type { Features } from '../../domain/features.ts';
import type { LeadId, RepId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Person } from '../../domain/intake/submission.ts';
import { accountKeyOf, domainKeyOf } from '../../domain/lead/company-key.ts';
import { holdOf, type Lead } from '../../domain/lead/lead.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import type { Rep } from '../../domain/team/rep.ts';
import { territoryOf } from '../../domain/territories/find-territory.ts';
import type { TerritoryTable } from '../../ports/territory-store.ts';
import type { Deps } from '../deps.ts';
import { loadReadable } from '../load-leads.ts';

/** What matching a lead to its account needs. */
export type CompanyDeps = Pick<Deps, 'accounts' | 'territories' | 'leads' | 'reps'>;

/**
 * Leads of one company to look at when searching for a colleague's lead. The newest lead that has an owner counts; the
 * lead itself and one that is just being released may be among them.
 */
const COLLEAGUES = 3;

interface Asked {
  readonly lead: Lead;
  readonly person: Person;
  /** The features known without the company. */
  readonly features: Features;
  readonly plan: Plan | undefined;
  readonly now: Instant;
}

/** Returns a rep by id; each rep is read once. */
type RepOf = (id: RepId | undefined) => Promise<Rep | undefined>;

/**
 * Matches a lead to its account and derives the features routing needs: the account's own facts, its owners, the
 * territory, and the owner of a colleague's lead. A match by name alone adds no facts unless the plan trusts it.
 */
export async function findCompany(asked: Asked, deps: CompanyDeps): Promise<Pick<Found, 'features' | 'account'>> {
  const { lead, person, features, now } = asked;
  const domains = companyDomainsOf(person);
  // Read in parallel with the account search, since it does not depend on the account.
  const [{ match, account }, table, sameDomain] = await Promise.all([
    recognise(asked, domains, deps),
    deps.territories.current(),
    leadsOf(domains.map(domainKeyOf), deps),
  ]);
  const repOf = readOnce(deps);
  const [ofAccount, colleague] = await Promise.all([
    account && match ? factsOf(account, match, repOf, deps) : {},
    colleagueFeatures({ lead, account, sameDomain, repOf }, deps),
  ]);
  const known = { ...features, ...ofAccount };
  const territory = await territoryFeatures(table, { features: known, postalCode: person.postalCode }, now, repOf);
  return { features: { ...known, ...territory, ...colleague }, ...(match && { account: match }) };
}

/** The account a lead is matched to, and the account itself when the match is trusted. */
interface Recognised {
  readonly match?: AccountMatch;
  readonly account?: Account;
}

/**
 * Matches by a person's decision, then by the domains of the lead's person, then by the company's name if only one
 * account has it.
 */
async function recognise(
  { lead, person, plan }: Asked,
  domains: readonly string[],
  deps: CompanyDeps,
): Promise<Recognised> {
  if (lead.account?.by === 'person') {
    const said = lead.account.account;
    return { match: lead.account, account: said === undefined ? undefined : await deps.accounts.get(said) };
  }
  for (const domain of domains) {
    const account = await deps.accounts.byDomain(domain);
    if (account) return { match: { account: account.id, by: 'domain', certain: true }, account };
  }
  const name = person.company === undefined ? undefined : foldedCompanyName(person.company);
  const [only, another] = name === undefined ? [] : await deps.accounts.byName(name);
  if (only === undefined || another !== undefined) return {};
  const trusted = plan?.accounts?.match === 'name' ? await deps.accounts.get(only) : undefined;
  return { match: { account: only, by: 'name', certain: false }, account: trusted };
}

function readOnce({ reps }: CompanyDeps): RepOf {
  const read = new Map<RepId, Promise<Rep | undefined>>();
  return async (id) => {
    if (id === undefined) return undefined;
    const rep = read.get(id) ?? reps.get(id);
    read.set(id, rep);
    return rep;
  };
}

async function factsOf(account: Account, match: AccountMatch, repOf: RepOf, deps: CompanyDeps): Promise<Features> {
  const above = await accountsAbove(account, (id) => deps.accounts.get(id));
  const reps = await Promise.all(Object.values(answeringFor(account, above)).map(repOf));
  return accountFeatures({ account, above, match, repOf: (id) => reps.find((rep) => rep?.id === id) });
}

async function territoryFeatures(
  { rows }: TerritoryTable,
  whereabouts: Parameters<typeof territoryOf>[1],
  now: Instant,
  repOf: RepOf,
): Promise<Features> {
  const row = territoryOf(rows, whereabouts, now);
  if (!row) return {};
  return {
    territory: row.territory,
    ...(row.team !== undefined && { 'territory.team': row.team }),
    ...ownerFeatures('territory', await repOf(row.owner)),
  };
}

async function leadsOf(companies: readonly string[], deps: CompanyDeps): Promise<readonly LeadId[]> {
  return (await Promise.all(companies.map((company) => deps.leads.leadsOfCompany(company, COLLEAGUES)))).flat();
}

interface AmongColleagues extends Pick<Recognised, 'account'> {
  readonly lead: Lead;
  /** Leads with the same domains. */
  readonly sameDomain: readonly LeadId[];
  readonly repOf: RepOf;
}

/** Returns the owner of the newest lead of the same company, which the plan may also give the colleague's lead. */
async function colleagueFeatures(among: AmongColleagues, deps: CompanyDeps): Promise<Features> {
  const { lead, account, sameDomain, repOf } = among;
  const sameAccount = account ? await leadsOf([accountKeyOf(account.id)], deps) : [];
  const ids = [...new Set([...sameAccount, ...sameDomain])].filter((id) => id !== lead.id);
  if (ids.length === 0) return {};
  // An unreadable lead must not block the routing of another.
  const { leads } = await loadReadable(ids, deps);
  const newest = leads
    .flatMap((other) => {
      const hold = holdOf(other);
      return hold ? [{ id: other.id, rep: hold.rep }] : [];
    })
    .sort((a, b) => (a.id < b.id ? 1 : -1))[0];
  const rep = await repOf(newest?.rep);
  return rep?.active ? { same_company_lead: 'open', ...ownerFeatures('that_lead', rep) } : {};
}
