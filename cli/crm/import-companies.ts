import { crmReasonText } from '../../shared/domain/crm/crm-failure.ts';
import type { CrmUser } from '../../shared/domain/crm/crm-users.ts';
import { repsByUser } from '../../shared/domain/crm/reps-by-user.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { applyChanges, describeHeldLeads } from '../import/import-accounts.ts';
import { changesToRows, formatCount, type PreparedImport } from '../import/imported.ts';
import { requireCrm } from './connected-crm.ts';
import type { CrmAccess } from './crm-access.ts';
import { type AccountPlan, planAccounts } from './plan-accounts.ts';
import { readAllCompanies } from './read-companies.ts';

/** How accounts are to be imported from the CRM. */
export interface CompanyImportOptions {
  readonly prune: boolean;
  /** The CRM's property that says what a company is to us; undefined: as before. */
  readonly status?: string | undefined;
  /** When it begins: what is changed in the CRM from now on can be read later. */
  readonly now: Instant;
  readonly sleep: (seconds: number) => Promise<void>;
  readonly progress: (line: string) => void;
}

/** An import of all companies that can be looked at and made. */
export interface CompanyImport {
  readonly prepared: PreparedImport;
  readonly plan: AccountPlan;
  readonly companies: number;
  /** Saves that accounts follow the CRM from when this import began. */
  readonly follow: () => Promise<void>;
}

/** Domains and owners listed at most in a sentence. */
const MAX_SHOWN = 5;

/**
 * Reads all companies of the connected CRM, and compares them with the accounts.
 * @throws a sentence when no CRM is connected, or it cannot be read to the end
 */
export async function prepareCompanyImport(access: CrmAccess, options: CompanyImportOptions): Promise<CompanyImport> {
  const { settings, secrets, crm } = await requireCrm(access);
  const status = options.status ?? settings.accounts?.status;
  const accounts = { since: options.now, ...(status && { status }) };
  const users = await crm.users();
  if (!users.ok) throw new Error(crmReasonText(users.problem));
  const companies = await readAllCompanies(access.openCompanies({ ...settings, accounts }, secrets), options);
  const [reps, stored] = [await access.listReps(), await access.listAccounts()];
  const known = repsByUser(reps, users.value, settings.users);
  const context = { system: settings.system, repOf: (user: string) => known.get(user), prune: options.prune };
  const plan = planAccounts(companies, stored, context);
  return {
    plan,
    companies: companies.length,
    prepared: {
      rows: changesToRows(plan.changes, ({ name }) => name),
      unchanged: plan.changes.unchanged,
      effects: [
        ...(await describeHeldLeads(plan.changes, access.stores.leads)),
        ...describeOwners(plan, users.value),
        ...describeConflicts(plan),
        ...describeMissing(plan),
      ],
      apply: (say) => applyChanges(plan.changes, access.stores.accounts, say),
    },
    follow: () => access.settings.save('crm', { ...settings, accounts }),
  };
}

/** Stops following. @returns what was done */
export async function stopFollowing(access: CrmAccess): Promise<readonly string[]> {
  const { settings } = await requireCrm(access);
  const { accounts: _, ...rest } = settings;
  await access.settings.save('crm', rest);
  return ['Accounts do not follow the CRM any more, within ten seconds. They stay as they are.'];
}

function describeOwners({ unknownOwners }: AccountPlan, users: readonly CrmUser[]): readonly string[] {
  if (unknownOwners.length === 0) return [];
  const shown = unknownOwners.slice(0, MAX_SHOWN).map(({ user, companies }) => {
    const email = users.find(({ id }) => id === user)?.email;
    return `${email ? `${email} (${user})` : user} owns ${companies}`;
  });
  const more = unknownOwners.length > MAX_SHOWN ? '; …' : '';
  return [
    `Owners who are no reps here: ${shown.join('; ')}${more}. Their accounts get no owner. To map them: baton crm users, or baton crm map --user rep=id.`,
  ];
}

function describeConflicts({ conflicts }: AccountPlan): readonly string[] {
  if (conflicts.length === 0) return [];
  const shown = conflicts
    .slice(0, MAX_SHOWN)
    .map(({ domain, company, account }) => `${domain} of company ${company} belongs to account ${account}`);
  const more = conflicts.length > MAX_SHOWN ? '; …' : '';
  return [
    `${formatCount(conflicts.length, 'domain')} left out: ${shown.join('; ')}${more}. Merge the companies in the CRM.`,
  ];
}

function describeMissing({ missing }: AccountPlan): readonly string[] {
  if (missing.length === 0) return [];
  const more = missing.length > MAX_SHOWN ? ', …' : '';
  const count = formatCount(missing.length, 'account');
  return [
    `${count} whose company is not in the CRM any more: ${missing.slice(0, MAX_SHOWN).join(', ')}${more}. They stay; --prune removes those that were made of it.`,
  ];
}
