import { setTimeout } from 'node:timers/promises';
import { Command, Option } from 'commander';
import { instantOf } from '../../shared/domain/instant.ts';
import { createEnvOption } from '../environment-api.ts';
import { formatPreview } from '../import/preview.ts';
import { print } from '../print.ts';
import { type CrmAccess, openCrmAccess } from './crm-access.ts';
import { type CompanyImport, prepareCompanyImport, stopFollowing } from './import-companies.ts';

interface AccountsOptions {
  readonly env: string;
  readonly apply: boolean;
  readonly prune: boolean;
  readonly follow?: 'on' | 'off';
  readonly status?: string;
  readonly json: boolean;
}

/** `baton crm accounts`: accounts and their owners from the CRM. */
export function accountsCommand(): Command {
  return new Command('accounts')
    .description("Imports the CRM's companies as accounts, with their owners. Without --apply, it is a preview.")
    .addOption(createEnvOption())
    .option('--apply', 'make the changes; if interrupted, run it again', false)
    .option('--prune', 'also remove accounts whose company is not in the CRM any more', false)
    .addOption(
      new Option('--follow <when>', 'on, with --apply: accounts follow the CRM from then on; off: they stop').choices([
        'on',
        'off',
      ]),
    )
    .option('--status <property>', "the CRM's property that says customer, prospect, partner, competitor or former")
    .option('--json', 'print JSON', false)
    .action(async (options: AccountsOptions) => {
      if (options.follow === 'on' && !options.apply)
        throw new Error('--follow on needs --apply: accounts must be as in the CRM before they follow it.');
      const access = await openCrmAccess(options.env);
      print((await importCompanies(options, access)).join('\n'));
    });
}

/** Imports companies as told. @returns what was found and done */
export async function importCompanies(
  options: Omit<AccountsOptions, 'env'>,
  access: CrmAccess,
): Promise<readonly string[]> {
  if (options.follow === 'off') return stopFollowing(access);
  const found = await prepareCompanyImport(access, {
    ...{ prune: options.prune, status: options.status, now: instantOf(Date.now()) },
    sleep: async (seconds) => void (await setTimeout(seconds * 1000)),
    progress: (line) => process.stderr.write(`${line}\n`),
  });
  const said: string[] = [];
  if (options.apply) {
    await found.prepared.apply((line) => said.push(line));
    if (options.follow === 'on') {
      await found.follow();
      said.push('Accounts follow the CRM from now on, within a minute of a change.');
    }
  }
  if (options.json) return [JSON.stringify(toReport(found, options.apply))];
  const read = `${found.companies} companies read.`;
  return options.apply ? [read, ...said, ...found.prepared.effects] : [read, ...formatPreview(found.prepared)];
}

function toReport({ companies, plan, prepared }: CompanyImport, applied: boolean) {
  const { missing, conflicts, unknownOwners } = plan;
  const { rows, unchanged } = prepared;
  return { companies, applied, changes: rows, unchanged, missing, conflicts, unknownOwners };
}
