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

/** `baton import`: imports accounts, territories and reps from CSV files, with a preview first. */
export function importCommand(): Command {
  const command = new Command('import').description(
    'Imports accounts, territories or reps from a CSV file: first with --preview, then with --apply.',
  );
  const kind = (name: string, description: string) =>
    command
      .command(name)
      .description(description)
      .argument(
        '<file>',
        'CSV file, separated by commas, semicolons or tabs; docs/accounts.md lists the columns',
        fileToRead,
      )
      .addOption(envOption())
      .option('--preview', 'show the changes, and what they mean for open leads')
      .option('--apply', 'make the changes; if interrupted, run it again')
      .option('--prune', 'remove stored items that are not in the file', false);

  kind('accounts', 'Known companies: their domains, owners, parents and status.').action(
    async (file: string, options: ImportOptions) => {
      const { prune } = options;
      await run(options, async () =>
        importAccounts({ file, text: await textOf(file), prune, stores: await storesOf(options) }),
      );
    },
  );
  kind('territories', 'Which leads belong to which territory, and from which day.')
    .option('--zone <zone>', 'time zone of dates without a time', 'UTC')
    .action(async (file: string, options: ImportOptions) => {
      const { prune, zone } = options;
      const now = instantOf(Date.now());
      await run(options, async () =>
        importTerritories({ file, text: await textOf(file), prune, zone, now, stores: await storesOf(options) }),
      );
    });
  kind('reps', 'Reps and their teams. Pruned reps are marked as having left.')
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
  if (preview === apply) throw new Error('Give either --preview or --apply.');
  const imported = await compare();
  if (preview) print(previewLines(imported).join('\n'));
  else await imported.apply((line) => console.log(line));
}
