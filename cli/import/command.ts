import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { environmentNamed } from '../../infra/environments.ts';
import { AccountTable } from '../../shared/adapters/dynamodb/account-table.ts';
import { LeadTable } from '../../shared/adapters/dynamodb/lead-table.ts';
import { RepTable } from '../../shared/adapters/dynamodb/rep-table.ts';
import { PackedTerritoryTable } from '../../shared/adapters/dynamodb/territory-table.ts';
import { instantOf } from '../../shared/domain/instant.ts';
import { database } from '../database.ts';
import { type EnvironmentOptions, environmentApi, envOption, keyFileOption } from '../environment-api.ts';
import { fileToRead } from '../file-options.ts';
import { print } from '../print.ts';
import { stackOutputs } from '../stack-outputs.ts';
import { importAccounts } from './import-accounts.ts';
import { importReps } from './import-reps.ts';
import { importTerritories } from './import-territories.ts';
import type { Imported } from './imported.ts';
import { previewLines } from './preview.ts';

interface ImportOptions extends EnvironmentOptions {
  readonly preview?: boolean;
  readonly apply?: boolean;
  readonly prune: boolean;
  readonly zone: string;
}

/** `baton import`: accounts, territories and reps from CSV files, first to look at, then to apply. */
export function importCommand(): Command {
  const command = new Command('import').description(
    'Brings accounts, territories or reps from a CSV file into an environment: first --preview, then --apply.',
  );
  const kind = (name: string, description: string) =>
    command
      .command(name)
      .description(description)
      .argument('<file>', 'CSV, separated by commas, semicolons or tabs; docs/accounts.md has its columns', fileToRead)
      .addOption(envOption())
      .option('--preview', 'show what it would change, and what that means for open leads')
      .option('--apply', 'do it; running it again does what is left')
      .option('--prune', 'remove what is stored and not in the file', false);

  kind('accounts', 'Companies we know: their domains, owners, parents, status.').action(
    async (file: string, options: ImportOptions) => {
      const { prune } = options;
      await run(options, async () =>
        importAccounts({ file, text: await textOf(file), prune, stores: await storesOf(options) }),
      );
    },
  );
  kind('territories', 'Which lead belongs to which territory, from which day on.')
    .option('--zone <zone>', 'where a day begins that is written without a time', 'UTC')
    .action(async (file: string, options: ImportOptions) => {
      const { prune, zone } = options;
      const now = instantOf(Date.now());
      await run(options, async () =>
        importTerritories({ file, text: await textOf(file), prune, zone, now, stores: await storesOf(options) }),
      );
    });
  kind('reps', 'Who works leads, in which teams. Who is pruned is marked as having left.')
    .addOption(keyFileOption())
    .action(async (file: string, options: ImportOptions) => {
      const { prune } = options;
      await run(options, async () => {
        const [{ reps }, api] = [await storesOf(options), await environmentApi(options)];
        return importReps({ file, text: await textOf(file), prune, reps, api });
      });
    });
  return command;
}

function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8');
}

async function storesOf({ env }: ImportOptions) {
  const { LeadsTable, RepsTable } = await stackOutputs(environmentNamed(env));
  const db = database();
  return {
    accounts: new AccountTable({ db, table: RepsTable }),
    territories: new PackedTerritoryTable({ db, table: RepsTable }),
    reps: new RepTable({ db, table: RepsTable }),
    leads: new LeadTable({ db, tables: { leads: LeadsTable, reps: RepsTable } }),
  };
}

async function run({ preview, apply }: ImportOptions, compare: () => Promise<Imported>): Promise<void> {
  if (preview === apply) throw new Error('Say either --preview or --apply.');
  const imported = await compare();
  if (preview) print(previewLines(imported).join('\n'));
  else await imported.apply((line) => console.log(line));
}
