import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { DURATION_PATTERN } from '../../shared/domain/plan/file/duration.ts';
import { SOURCE_KIND_NAMES } from '../../shared/domain/sources/source-kinds.ts';
import { envOption } from '../environment-api.ts';
import { fileToRead } from '../file-options.ts';
import { print } from '../print.ts';
import {
  type AddOptions,
  addSources,
  type Done,
  listSources,
  rotateSecret,
  setPaused,
  showSource,
  testSource,
} from './actions.ts';
import { type SourcesOfEnvironment, sourcesOfEnvironment } from './environment.ts';

interface Shared {
  readonly env: string;
  readonly json?: boolean;
}

/** `baton source`: where leads come from. */
export function sourceCommand(): Command {
  const command = new Command('source').description('Looks after sources: the forms, ads and CRMs that deliver leads.');
  const about = (name: string, description: string) =>
    command.command(name).description(description).addOption(envOption()).option('--json', 'print the result as JSON');
  const id = () => new Argument('<source>', 'its id');
  const secretOption = () =>
    new Option('--secret <text>', 'a secret that the vendor gave out; - reads it from the standard input');

  about('add', 'Makes a source and says what to paste where; changes it, as a new version, when it is there already.')
    .addArgument(new Argument('[source]', 'its id; with --from, the only one of the file to take'))
    .option('--from <file>', 'YAML file of sources, such as examples/sources.yaml', fileToRead)
    .addOption(new Option('--kind <kind>', 'kind of sender').choices(SOURCE_KIND_NAMES).default('generic'))
    .option('--touch <kind>', 'kind of touch when a body names none', 'demo_request')
    .option('--field <theirs=ours>', "the form's name of a field and ours; may be repeated", gather, [])
    .option('--value <field:theirs=ours>', "of our field, the form's word and ours; may be repeated", gather, [])
    .option('--silent-after <time>', 'tell somebody after so long without a delivery, 3d', time)
    .option(
      '--pace <n/day/rep>',
      'of a list: most of its leads that a rep gets on a day; 15/day/rep unless told, of kind import',
    )
    .addOption(new Option('--turn <turn>', 'whether its leads take turns of their own').choices(['shared', 'separate']))
    .addOption(secretOption())
    .action((source: string | undefined, options: Shared & AddOptions) =>
      run(options, (environment) => addSources(source, options, environment)),
    );
  about('list', 'Lists sources: last delivery, counts, fields and values that nobody knows.').action(
    (options: Shared) => run(options, listSources),
  );
  about('show', 'Shows one with all that nobody knows, and its versions.')
    .addArgument(id())
    .action((source: string, options: Shared) => run(options, (environment) => showSource(source, environment)));
  about('test', 'Sends a signed sample through its hook, as a test lead, and says what was understood.')
    .addArgument(id())
    .option('--body <file>', 'a JSON body of the sender, instead of the sample', fileToRead)
    .action((source: string, options: Shared & { readonly body?: string }) =>
      run(options, (environment) => testSource(source, options, environment)),
    );
  about('rotate', 'Gives it a new secret; the one before stays valid for a while.')
    .addArgument(id())
    .option('--overlap <time>', 'how long the secret before stays valid', time, '24h')
    .addOption(secretOption())
    .action((source: string, options: Shared & { readonly overlap: string; readonly secret?: string }) =>
      run(options, (environment) => rotateSecret(source, options, environment)),
    );
  about('pause', 'Makes no leads of what it delivers, and keeps that.')
    .addArgument(id())
    .action((source: string, options: Shared) => run(options, (environment) => setPaused(source, true, environment)));
  about('resume', 'Lets it go on: leads are made of what was kept, too.')
    .addArgument(id())
    .action((source: string, options: Shared) => run(options, (environment) => setPaused(source, false, environment)));
  return command;
}

async function run({ env, json }: Shared, act: (environment: SourcesOfEnvironment) => Promise<Done>): Promise<void> {
  const { data, words } = await act(await sourcesOfEnvironment(env));
  print(json ? JSON.stringify(data, null, 2) : words.join('\n'));
}

function gather(option: string, before: readonly string[]): readonly string[] {
  return [...before, option];
}

function time(text: string): string {
  if (DURATION_PATTERN.test(text)) return text;
  throw new InvalidArgumentError('Write a time such as 90s, 5m, 1h, 1d or 2w.');
}
