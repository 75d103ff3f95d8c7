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

/** `baton source`: manages the sources of leads. */
export function sourceCommand(): Command {
  const command = new Command('source').description('Manages sources: the forms, ads and CRMs that deliver leads.');
  const about = (name: string, description: string) =>
    command.command(name).description(description).addOption(envOption()).option('--json', 'print the result as JSON');
  const id = () => new Argument('<source>', 'its id');
  const secretOption = () =>
    new Option('--secret <text>', 'a secret issued by the vendor; - reads it from standard input');

  about('add', 'Creates a source and says what to paste where; updates an existing one as a new version.')
    .addArgument(new Argument('[source]', 'its id; with --from, the only source of the file to use'))
    .option('--from <file>', 'YAML file of sources, such as examples/sources.yaml', fileToRead)
    .addOption(new Option('--kind <kind>', 'kind of sender').choices(SOURCE_KIND_NAMES).default('generic'))
    .option('--touch <kind>', 'touch when a body has none', 'demo_request')
    .option('--field <theirs=ours>', "the form's field name and ours; may be repeated", gather, [])
    .option(
      '--value <field:theirs=ours>',
      "for one of our fields, the form's value and ours; may be repeated",
      gather,
      [],
    )
    .option('--silent-after <time>', 'raise an alarm after this long without a delivery, 3d', time)
    .option('--pace <n/day/rep>', 'for lists: the most leads per rep and day; default for kind import: 15/day/rep')
    .addOption(new Option('--turn <turn>', 'whether its leads have separate turns').choices(['shared', 'separate']))
    .addOption(secretOption())
    .action((source: string | undefined, options: Shared & AddOptions) =>
      run(options, (environment) => addSources(source, options, environment)),
    );
  about('list', 'Lists sources: last delivery, counts, unmapped fields and unknown values.').action((options: Shared) =>
    run(options, listSources),
  );
  about('show', 'Shows a source with all unmapped fields and unknown values, and its versions.')
    .addArgument(id())
    .action((source: string, options: Shared) => run(options, (environment) => showSource(source, environment)));
  about('test', 'Sends a signed sample through its hook, as a test lead, and shows how it was interpreted.')
    .addArgument(id())
    .option('--body <file>', 'a JSON body from the sender, instead of the sample', fileToRead)
    .action((source: string, options: Shared & { readonly body?: string }) =>
      run(options, (environment) => testSource(source, options, environment)),
    );
  about('rotate', 'Creates a new secret; the previous one stays valid for a while.')
    .addArgument(id())
    .option('--overlap <time>', 'how long the previous secret stays valid', time, '24h')
    .addOption(secretOption())
    .action((source: string, options: Shared & { readonly overlap: string; readonly secret?: string }) =>
      run(options, (environment) => rotateSecret(source, options, environment)),
    );
  about('pause', 'Stops creating leads from its deliveries; they are stored.')
    .addArgument(id())
    .action((source: string, options: Shared) => run(options, (environment) => setPaused(source, true, environment)));
  about('resume', 'Resumes the source; stored deliveries become leads too.')
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
  throw new InvalidArgumentError('Expected a duration such as 90s, 5m, 1h, 1d or 2w.');
}
