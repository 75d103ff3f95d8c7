import { Command } from 'commander';
import { createEnvOption } from '../environment-api.ts';
import { parseInputFile } from '../file-options.ts';
import { print } from '../print.ts';
import { importList } from './import.ts';
import { formatListImport } from './import-text.ts';

interface Options {
  readonly env: string;
  readonly source: string;
  readonly list?: string;
  readonly preview?: boolean;
  readonly apply?: boolean;
  readonly json?: boolean;
}

/** `baton leads`: imports leads from files. */
export function leadsCommand(): Command {
  const command = new Command('leads').description('Imports leads from files.');
  command
    .command('import')
    .description('Imports a list of people (CSV) through its source, or previews it. Idempotent.')
    .argument('<file>', 'CSV file: a header line, then one person per line', parseInputFile)
    .addOption(createEnvOption())
    .requiredOption('--source <id>', 'the source the list belongs to')
    .option('--list <name>', 'name of the list; lists with the same name are one list (default: the file name)')
    .option('--preview', 'only show what would be imported')
    .option('--apply', 'import it')
    .option('--json', 'print the result as JSON')
    .action(run);
  return command;
}

async function run(file: string, options: Options): Promise<void> {
  if ((options.preview ?? false) === (options.apply ?? false)) throw new Error('Give either --preview or --apply.');
  const say = options.json ? () => undefined : (line: string) => console.error(line);
  const done = await importList(file, { ...options, apply: options.apply ?? false, say });
  if (!options.json) return print(formatListImport(done).join('\n'));
  const { toImport: wanted, ...preview } = done.preview;
  console.log(JSON.stringify({ ...done, preview: { ...preview, toImport: wanted.length } }, null, 2));
}
