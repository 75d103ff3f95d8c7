import { userInfo } from 'node:os';
import { Command } from 'commander';
import { environmentNamed } from '../../infra/environments.ts';
import { AccountTable } from '../../shared/adapters/dynamodb/account-table.ts';
import { LeadTable } from '../../shared/adapters/dynamodb/lead-table.ts';
import { PlanJournalTable } from '../../shared/adapters/dynamodb/plan-journal-table.ts';
import { RepTable } from '../../shared/adapters/dynamodb/rep-table.ts';
import { PackedTerritoryTable } from '../../shared/adapters/dynamodb/territory-table.ts';
import { instantOf } from '../../shared/domain/instant.ts';
import { describeEncoding, readTextFile } from '../csv/decode-text.ts';
import { openDatabase } from '../database.ts';
import { connectToApi, createEnvOption, createKeyFileOption, type EnvironmentOptions } from '../environment-api.ts';
import { parseInputFile } from '../file-options.ts';
import { print } from '../print.ts';
import { readStackOutputs } from '../stack-outputs.ts';
import { prepareAccountImport } from './import-accounts.ts';
import { prepareRepImport } from './import-reps.ts';
import { prepareTerritoryImport } from './import-territories.ts';
import type { PreparedImport } from './imported.ts';
import { noteChange } from './note-change.ts';
import { formatPreview } from './preview.ts';

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
        parseInputFile,
      )
      .addOption(createEnvOption())
      .option('--preview', 'show the changes, and what they mean for open leads')
      .option('--apply', 'make the changes; if interrupted, run it again')
      .option('--prune', 'remove stored items that are not in the file', false);

  kind('accounts', 'Known companies: their domains, owners, parents and status.').action(
    async (file: string, options: ImportOptions) => {
      const { prune } = options;
      await previewOrApply(file, options, async (text) =>
        prepareAccountImport({ file, text, prune, stores: await openStores(options) }),
      );
    },
  );
  kind('territories', 'Which leads belong to which territory, and from which day.')
    .option('--zone <zone>', 'time zone of dates without a time', 'UTC')
    .action(async (file: string, options: ImportOptions) => {
      const { prune, zone } = options;
      const now = instantOf(Date.now());
      const stores = await openStores(options);
      const applied = await previewOrApply(file, options, async (text) =>
        prepareTerritoryImport({
          file,
          text,
          prune,
          zone,
          now,
          stores,
        }),
      );
      if (applied) await noteChange('territories', applied.rows, noteBy(stores));
    });
  kind('reps', 'Reps and their teams. Pruned reps are marked as having left.')
    .addOption(createKeyFileOption())
    .action(async (file: string, options: ImportOptions) => {
      const { prune } = options;
      const stores = await openStores(options);
      const applied = await previewOrApply(file, options, async (text) =>
        prepareRepImport({ file, text, prune, reps: stores.reps, api: await connectToApi(options) }),
      );
      if (applied) await noteChange('teams', applied.rows, noteBy(stores));
    });
  return command;
}

async function openStores({ env }: ImportOptions) {
  const { LeadsTable, RepsTable } = await readStackOutputs(environmentNamed(env));
  const db = openDatabase();
  return {
    accounts: new AccountTable({ db, table: RepsTable }),
    territories: new PackedTerritoryTable({ db, table: RepsTable }),
    reps: new RepTable({ db, table: RepsTable }),
    journal: new PlanJournalTable({ db, table: RepsTable }),
    leads: new LeadTable({ db, tables: { leads: LeadsTable, reps: RepsTable } }),
  };
}

function noteBy({ journal }: { readonly journal: PlanJournalTable }) {
  return { journal, by: userInfo().username, now: instantOf(Date.now()) };
}

/** @returns what was applied; undefined after a preview */
async function previewOrApply(
  file: string,
  { preview, apply }: ImportOptions,
  compare: (text: string) => Promise<PreparedImport>,
): Promise<PreparedImport | undefined> {
  if (preview === apply) throw new Error('Give either --preview or --apply.');
  const { text, ...encoding } = await readTextFile(file);
  const imported = await compare(text);
  if (preview) {
    print([describeEncoding(encoding), ...formatPreview(imported)].join('\n'));
    return undefined;
  }
  if (encoding.isGuess) console.log(describeEncoding(encoding));
  await imported.apply((line) => console.log(line));
  return imported;
}
