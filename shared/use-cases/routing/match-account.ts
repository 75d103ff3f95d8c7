import type { Account } from '../../domain/accounts/account.ts';
import { accountContactsOf, accountFeaturesOf, loadParentAccounts } from '../../domain/accounts/account-features.ts';
import { personCompanyDomainsOf } from '../../domain/accounts/company-domain.ts';
import { normaliseCompanyName } from '../../domain/accounts/company-name.ts';
import { accountHeirOf, ownerFeaturesOf } from '../../domain/accounts/ownership.ts';
import type { AccountMatch, EnrichmentResult } from '../../domain/enrichment/enrichment-result.ts';
import type { Features } from '../../domain/features.ts';
import type { LeadId, RepId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Person } from '../../domain/intake/submission.ts';
import { accountCompanyKeyOf, domainCompanyKeyOf } from '../../domain/lead/company-key.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import { colleagueFeaturesOf } from '../../domain/routing/colleague-route.ts';
import type { Rep } from '../../domain/team/rep.ts';
import { findTerritory } from '../../domain/territories/find-territory.ts';
import type { TerritoryTable } from '../../ports/territory-store.ts';
import { colleagueOwnerOf, leadsOfCompanies } from '../colleague-owner.ts';
import type { Deps } from '../deps.ts';

/** What matching a lead to its account needs. */
export type MatchAccountDeps = Pick<Deps, 'accounts' | 'territories' | 'leads' | 'reps'>;

interface MatchAccountInput {
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
export async function matchAccount(
  input: MatchAccountInput,
  deps: MatchAccountDeps,
): Promise<Pick<EnrichmentResult, 'features' | 'account'>> {
  const { lead, person, features, now } = input;
  const domains = personCompanyDomainsOf(person);
  // Read in parallel with the account search, since it does not depend on the account.
  const [{ match, account }, table, sameDomain] = await Promise.all([
    lookUpAccount(input, domains, deps),
    deps.territories.current(),
    leadsOfCompanies(domains.map(domainCompanyKeyOf), deps),
  ]);
  const repOf = cacheReps(deps);
  const [ofAccount, colleague] = await Promise.all([
    account && match ? factsOf(account, match, keeperOf(repOf, input.plan), deps) : {},
    colleagueFeatures({ lead, account, sameDomain, repOf }, deps),
  ]);
  const known = { ...features, ...ofAccount };
  const territory = await territoryFeatures(table, { features: known, postalCode: person.postalCode }, now, repOf);
  return { features: { ...known, ...territory, ...colleague }, ...(match && { account: match }) };
}

/** The account a lead is matched to, and the account itself when the match is trusted. */
interface MatchedAccount {
  readonly match?: AccountMatch;
  readonly account?: Account;
}

/**
 * Matches by a person's decision, then by the domains of the lead's person, then by the company's name if only one
 * account has it.
 */
async function lookUpAccount(
  { lead, person, plan }: MatchAccountInput,
  domains: readonly string[],
  deps: MatchAccountDeps,
): Promise<MatchedAccount> {
  if (lead.account?.matchedBy === 'person') {
    const chosen = lead.account.account;
    return { match: lead.account, account: chosen === undefined ? undefined : await deps.accounts.get(chosen) };
  }
  for (const domain of domains) {
    const account = await deps.accounts.byDomain(domain);
    if (account) return { match: { account: account.id, matchedBy: 'domain', isCertain: true }, account };
  }
  const name = person.company === undefined ? undefined : normaliseCompanyName(person.company);
  const [only, another] = name === undefined ? [] : await deps.accounts.byName(name);
  if (only === undefined || another !== undefined) return {};
  const trusted = plan?.accounts?.match === 'name' ? await deps.accounts.get(only) : undefined;
  return { match: { account: only, matchedBy: 'name', isCertain: false }, account: trusted };
}

function cacheReps({ reps }: MatchAccountDeps): RepOf {
  const read = new Map<RepId, Promise<Rep | undefined>>();
  return async (id) => {
    if (id === undefined) return undefined;
    const rep = read.get(id) ?? reps.get(id);
    read.set(id, rep);
    return rep;
  };
}

/** Returns how to find who keeps an account: the rep it names or, once they have left, their manager if the plan says so. */
function keeperOf(repOf: RepOf, plan: Plan | undefined): RepOf {
  if (plan?.left.accounts !== 'manager') return repOf;
  return async (id) => {
    const rep = await repOf(id);
    const heir = rep && accountHeirOf(rep, plan.teams);
    return heir === undefined ? rep : repOf(heir);
  };
}

async function factsOf(
  account: Account,
  match: AccountMatch,
  keeper: RepOf,
  deps: MatchAccountDeps,
): Promise<Features> {
  const above = await loadParentAccounts(account, (id) => deps.accounts.get(id));
  const named = [...new Set(Object.values(accountContactsOf(account, above)))];
  const keepers = new Map(await Promise.all(named.map(async (id) => [id, await keeper(id)] as const)));
  return accountFeaturesOf({
    account,
    above,
    match,
    repOf: (id) => (id === undefined ? undefined : keepers.get(id)),
  });
}

async function territoryFeatures(
  { rows }: TerritoryTable,
  whereabouts: Parameters<typeof findTerritory>[1],
  now: Instant,
  repOf: RepOf,
): Promise<Features> {
  const row = findTerritory(rows, whereabouts, now);
  if (!row) return {};
  return {
    territory: row.territory,
    ...(row.team !== undefined && { 'territory.team': row.team }),
    ...ownerFeaturesOf('territory', await repOf(row.owner)),
  };
}

interface ColleagueSearch extends Pick<MatchedAccount, 'account'> {
  readonly lead: Lead;
  /** Leads with the same domains. */
  readonly sameDomain: readonly LeadId[];
  readonly repOf: RepOf;
}

/** Returns the owner of the newest lead of the same company, which the plan may also give the colleague's lead. */
async function colleagueFeatures(among: ColleagueSearch, deps: MatchAccountDeps): Promise<Features> {
  const { lead, account, sameDomain, repOf } = among;
  const sameAccount = account ? await leadsOfCompanies([accountCompanyKeyOf(account.id)], deps) : [];
  return colleagueFeaturesOf(await repOf(await colleagueOwnerOf(lead.id, [...sameAccount, ...sameDomain], deps)));
}
