import type { Account, AccountFacts } from '../../shared/domain/accounts/account.ts';
import { accountCompanyKeyOf, domainCompanyKeyOf } from '../../shared/domain/lead/company-key.ts';
import type { AccountStore } from '../../shared/ports/account-store.ts';
import type { LeadStore } from '../../shared/ports/lead-store.ts';
import type { RepStore } from '../../shared/ports/rep-store.ts';
import { checkAccounts, findInactiveOwners, findSharedNames } from './account-checks.ts';
import { readAccountFile } from './account-file.ts';
import { compareItems, type ImportChanges } from './changes.ts';
import {
  changesToRows,
  describeFooter,
  forEachConcurrently,
  formatCount,
  ImportRefusedError,
  type PreparedImport,
} from './imported.ts';

/** Maximum number of leads counted per company for a preview. */
const MAX_COUNTED_LEADS = 1000;
/** Maximum number of shared names listed in a preview. */
const MAX_NAMES_SHOWN = 5;

export interface ImportAccountsInput {
  readonly file: string;
  readonly text: string;
  readonly prune: boolean;
  readonly stores: { readonly accounts: AccountStore; readonly reps: RepStore; readonly leads: LeadStore };
}

/** Compares a file of accounts with the stored accounts. @throws {ImportRefusedError} with every problem of the file. */
export async function prepareAccountImport({
  file,
  text,
  prune,
  stores,
}: ImportAccountsInput): Promise<PreparedImport> {
  const read = readAccountFile(text);
  if (!read.ok) throw new ImportRefusedError(file, read.problem);
  const { filed: imported, footer } = read.value;
  const [stored, reps] = await Promise.all([stores.accounts.list(), stores.reps.list()]);
  const filed = new Set(imported.map(({ account }) => account.id));
  const others = prune ? [] : stored.filter(({ id }) => !filed.has(id));
  const problems = checkAccounts(imported, { others, reps });
  if (problems.length > 0) throw new ImportRefusedError(file, problems);
  const facts = imported.map(({ account }) => account);
  const changes = compareItems(stored.map(factsOf), facts, { prune });
  const gone = findInactiveOwners(imported, reps);
  const shared = findSharedNames(imported, others);
  return {
    rows: changesToRows(changes, ({ name }) => name),
    unchanged: changes.unchanged,
    effects: [
      ...describeFooter(footer),
      ...(await describeHeldLeads(changes, stores.leads)),
      ...(gone.length === 0
        ? []
        : [`Named, but inactive: ${gone.join(', ')}. Their leads follow the plan's next rule.`]),
      ...(shared.length === 0
        ? []
        : [
            `${formatCount(shared.length, 'name')} shared by several accounts and therefore not used for matching: ${shared.slice(0, MAX_NAMES_SHOWN).join('; ')}${shared.length > MAX_NAMES_SHOWN ? '; …' : ''}`,
          ]),
    ],
    apply: (say) => applyChanges(changes, stores.accounts, say),
  };
}

/** Returns what an account says, without its version. */
export function factsOf({ version: _, ...facts }: Account): AccountFacts {
  return facts;
}

/** Says how many leads of these companies reps hold. */
export async function describeHeldLeads(
  { added, changed, removed }: ImportChanges<AccountFacts>,
  leads: Pick<LeadStore, 'leadsOfCompany'>,
): Promise<readonly string[]> {
  const companies = new Set(
    [...added, ...removed, ...changed.flatMap(({ before, after }) => [before, after])].flatMap(({ id, domains }) => [
      accountCompanyKeyOf(id),
      ...domains.map(domainCompanyKeyOf),
    ]),
  );
  let held = 0;
  await forEachConcurrently([...companies], async (company) => {
    held += (await leads.leadsOfCompany(company, MAX_COUNTED_LEADS)).length;
  });
  return [
    `${formatCount(held, 'lead')} of these companies currently held by a rep: they stay there; new leads follow the new data.`,
  ];
}

/**
 * Removes accounts first, then takes domains from accounts that lose one, then saves all. This order lets a domain pass
 * from one account to another, and two accounts swap domains.
 */
export async function applyChanges(
  { added, changed, removed }: ImportChanges<AccountFacts>,
  accounts: AccountStore,
  say: (line: string) => void,
): Promise<void> {
  await forEachConcurrently(removed, async ({ id }) => {
    const stored = await accounts.get(id);
    if (stored && (await accounts.remove(stored)).outcome === 'stale')
      throw new Error(`account ${id} was changed in the meantime: run it again`);
  });
  const losing = changed.filter(({ before, after }) =>
    before.domains.some((domain) => !after.domains.includes(domain)),
  );
  await forEachConcurrently(losing, ({ before, after }) => {
    const kept = before.domains.filter((domain) => after.domains.includes(domain));
    return saveAccount({ ...before, domains: kept }, accounts);
  });
  await forEachConcurrently([...added, ...changed.map(({ after }) => after)], (account) =>
    saveAccount(account, accounts),
  );
  say(`Accounts: ${added.length} added, ${changed.length} changed, ${removed.length} removed`);
}

async function saveAccount(facts: AccountFacts, accounts: AccountStore): Promise<void> {
  const stored = await accounts.get(facts.id);
  const saved = await accounts.save({ ...facts, version: (stored?.version ?? 0) + 1 });
  if (saved.outcome === 'claimed')
    throw new Error(`${saved.domain} of account ${facts.id} now belongs to ${saved.account}: run it again`);
  if (saved.outcome === 'stale') throw new Error(`account ${facts.id} was changed in the meantime: run it again`);
}
