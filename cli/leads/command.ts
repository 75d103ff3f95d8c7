import { Command } from 'commander';
import { envOption } from '../environment-api.ts';
import { fileToRead } from '../file-options.ts';
import { print } from '../print.ts';
import { importList } from './import.ts';
import { importWords } from './import-text.ts';

interface Options {
  readonly env: string;
  readonly source: string;
  readonly list?: string;
  readonly preview?: boolean;
  readonly apply?: boolean;
  readonly json?: boolean;
}

/** `baton leads`: leads that come as files. */
export function leadsCommand(): Command {
  const command = new Command('leads').description('Takes in leads that come as files.');
  command
    .command('import')
    .description(
      'Imports a list of names (CSV) through its source, or says what it would be. Running it again changes nothing.',
    )
    .argument('<file>', 'CSV file: a heading, then a name a line', fileToRead)
    .addOption(envOption())
    .requiredOption('--source <id>', 'the source the list belongs to')
    .option('--list <name>', "the list's name; two with one name are one (default: the file's)")
    .option('--preview', 'only say what it would be')
    .option('--apply', 'import it')
    .option('--json', 'print the result as JSON')
    .action(run);
  return command;
}

async function run(file: string, options: Options): Promise<void> {
  if ((options.preview ?? false) === (options.apply ?? false)) throw new Error('Say either --preview or --apply.');
  const say = options.json ? () => undefined : (line: string) => console.error(line);
  const done = await importList(file, { ...options, apply: options.apply ?? false, say });
  if (!options.json) return print(importWords(done).join('\n'));
  const { wanted, ...preview } = done.preview;
  console.log(JSON.stringify({ ...done, preview: { ...preview, wanted: wanted.length } }, null, 2));
}
