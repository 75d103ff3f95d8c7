import type { Account, AccountFacts } from '../../domain/accounts/account.ts';
import { normalisedNamesOf } from '../../domain/accounts/account-names.ts';
import {
  accountOfCompany,
  type CompanyContext,
  type CrmCompany,
  isCompany,
  isSameAccount,
  mayBeCompany,
} from '../../domain/crm/crm-company.ts';
import type { AccountStore } from '../../ports/account-store.ts';
import type { ReadingDeps, TakenChange } from './reading-deps.ts';

/** How often a company is looked at again, when its account is changed at the same moment. */
const MAX_ATTEMPTS = 3;

type Deps = Pick<ReadingDeps, 'accounts'>;

/**
 * Makes an account what its company is in the CRM: makes or changes it, takes in the accounts of merged companies, or
 * removes the one of a deleted company. A domain that another account has stays there. Idempotent: what says nothing new
 * writes nothing.
 * @throws when the store fails, or the account is changed by others all the time
 */
export async function takeCompany(
  company: CrmCompany,
  context: CompanyContext,
  deps: Deps,
): Promise<readonly TakenChange[]> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const taken = await (company.isDeleted ? takeDeleted : takeLiving)(company, context, deps);
    if (taken !== 'stale') return taken;
  }
  throw new Error('an account was changed by others at every attempt');
}

async function takeLiving(
  company: CrmCompany,
  context: CompanyContext,
  { accounts }: Deps,
): Promise<readonly TakenChange[] | 'stale'> {
  const { system } = context;
  const account = await findAccount(company, system, accounts);
  const merged: Account[] = [];
  for (const id of company.formerIds) {
    const former = await findAccount({ id, name: company.name, domains: company.domains }, system, accounts);
    if (former && former.id !== account?.id && isCompany(former, { id }, system)) merged.push(former);
  }
  // Their domains must be free before they can be its own.
  for (const former of merged) if ((await accounts.remove(former)).outcome === 'stale') return 'stale';
  const removed = merged.map((): TakenChange => ({ outcome: 'account_removed' }));
  const facts = accountOfCompany(company, account && factsOf(account), { ...context, merged });
  const saved = await saveFacts(facts, account, accounts);
  if (saved === 'same') return removed;
  if (saved === 'done') return [...removed, { outcome: 'account_saved' }];
  // A new account is stale if another run has just made it, or if another company has its id here.
  const other = await accounts.get(facts.id);
  const isStale = account !== undefined || (other !== undefined && isCompany(other, company, system));
  return isStale ? 'stale' : [...removed, { outcome: 'account_refused', because: 'id_taken' }];
}

/** An account that the CRM's company made goes with it. One under an id of its own stays, without the company. */
async function takeDeleted(
  company: CrmCompany,
  { system }: CompanyContext,
  { accounts }: Deps,
): Promise<readonly TakenChange[] | 'stale'> {
  const account = await findAccount(company, system, accounts);
  if (!account || !isCompany(account, company, system)) return [];
  if (account.id === company.id)
    return (await accounts.remove(account)).outcome === 'stale' ? 'stale' : [{ outcome: 'account_removed' }];
  const { [system]: _, ...externalIds } = account.externalIds;
  const saved = await accounts.save({ ...account, externalIds, version: account.version + 1 });
  return saved.outcome === 'done' ? [{ outcome: 'account_saved' }] : 'stale';
}

/** Finds the account that a company is: by its id, else by a domain of an account that has no id of this CRM. */
async function findAccount(
  company: Pick<CrmCompany, 'id' | 'domains' | 'name'>,
  system: string,
  accounts: AccountStore,
): Promise<Account | undefined> {
  const found: Account[] = [];
  const add = (account: Account | undefined) => account && found.push(account);
  add(await accounts.get(company.id));
  for (const domain of company.domains) add(await accounts.byDomain(domain));
  const mine = found.find((account) => isCompany(account, company, system));
  if (mine) return mine;
  // An account under another id, whose domains were replaced in the CRM.
  for (const name of normalisedNamesOf({ ...company, aliases: [] }))
    for (const id of await accounts.byName(name)) {
      const named = await accounts.get(id);
      if (named && isCompany(named, company, system)) return named;
    }
  return found.find((account) => mayBeCompany(account, company, system));
}

/** Saves an account, without domains that another one has. */
async function saveFacts(
  facts: AccountFacts,
  before: Account | undefined,
  accounts: AccountStore,
): Promise<'done' | 'same' | 'stale'> {
  let { domains } = facts;
  for (;;) {
    const now = { ...facts, domains };
    if (before && isSameAccount(factsOf(before), now)) return 'same';
    const saved = await accounts.save({ ...now, version: (before?.version ?? 0) + 1 });
    if (saved.outcome !== 'claimed') return saved.outcome;
    domains = domains.filter((domain) => domain !== saved.domain);
  }
}

function factsOf({ version: _, ...facts }: Account): AccountFacts {
  return facts;
}
