import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { DURATION_PATTERN } from '../../shared/domain/plan/file/duration.ts';
import { SOURCE_KIND_NAMES } from '../../shared/domain/sources/source-kind-names.ts';
import { createEnvOption } from '../environment-api.ts';
import { parseInputFile } from '../file-options.ts';
import { print } from '../print.ts';
import {
  type AddSourceOptions,
  addSources,
  type CommandResult,
  listSources,
  rotateSourceSecret,
  setSourcePaused,
  showSource,
  testSource,
} from './actions.ts';
import { openSources, type SourceAccess } from './environment.ts';
import { makeFormToken } from './form-token.ts';

interface SharedOptions {
  readonly env: string;
  readonly json?: boolean;
}

/** `baton source`: manages the sources of leads. */
export function sourceCommand(): Command {
  const command = new Command('source').description('Manages sources: the forms, ads and CRMs that deliver leads.');
  const about = (name: string, description: string) =>
    command
      .command(name)
      .description(description)
      .addOption(createEnvOption())
      .option('--json', 'print the result as JSON');
  const id = () => new Argument('<source>', 'its id');
  const secretOption = () =>
    new Option('--secret <text>', 'a secret issued by the vendor; - reads it from standard input');

  about('add', 'Creates a source and says what to paste where; updates an existing one as a new version.')
    .addArgument(new Argument('[source]', 'its id; with --from, the only source of the file to use'))
    .option('--from <file>', 'YAML file of sources, such as examples/sources.yaml', parseInputFile)
    .addOption(new Option('--kind <kind>', 'kind of sender').choices(SOURCE_KIND_NAMES).default('generic'))
    .option('--touch <kind>', 'touch when a body has none', 'demo_request')
    .option('--field <theirs=ours>', "the form's field name and ours; may be repeated", appendOption, [])
    .option(
      '--value <field:theirs=ours>',
      "for one of our fields, the form's value and ours; may be repeated",
      appendOption,
      [],
    )
    .option('--silent-after <time>', 'raise an alarm after this long without a delivery, 3d', parseDurationOption)
    .option('--pace <n/day/rep>', 'for lists: the most leads per rep and day; default for kind import: 15/day/rep')
    .addOption(new Option('--turn <turn>', 'whether its leads have separate turns').choices(['shared', 'separate']))
    .option(
      '--proof <mode>',
      'for senders that can set no header: query:<parameter>, field:<name in the body>, or address (no secret)',
    )
    .option('--ask <n+more>', 'fields that its form asks for: at first, and more with each return, 3+2')
    .option('--origin <origin>', 'origin of a page that may ask what is known; may be repeated', appendOption, [])
    .addOption(secretOption())
    .action((source: string | undefined, options: SharedOptions & AddSourceOptions) =>
      run(options, (environment) => addSources(source, options, environment)),
    );
  about('list', 'Lists sources: last delivery, counts, unmapped fields and unknown values.').action(
    (options: SharedOptions) => run(options, listSources),
  );
  about('show', 'Shows a source with all unmapped fields and unknown values, and its versions.')
    .addArgument(id())
    .action((source: string, options: SharedOptions) => run(options, (environment) => showSource(source, environment)));
  about('test', 'Sends a signed sample through its hook, as a test lead, and shows how it was interpreted.')
    .addArgument(id())
    .option('--body <file>', 'a JSON body from the sender, instead of the sample', parseInputFile)
    .action((source: string, options: SharedOptions & { readonly body?: string }) =>
      run(options, (environment) => testSource(source, options, environment)),
    );
  about('token', "Signs a token with which the source's form asks which fields of a lead's person are known.")
    .addArgument(id())
    .requiredOption('--lead <id>', 'the lead')
    .option('--days <n>', 'how long it is valid, at most 90', '30')
    .action(
      (source: string, { lead, days, ...options }: SharedOptions & { readonly lead: string; readonly days: string }) =>
        run(options, (environment) =>
          makeFormToken(source, { lead, days, now: new Date().toISOString() }, environment),
        ),
    );
  about('rotate', 'Creates a new secret; the previous one stays valid for a while.')
    .addArgument(id())
    .option('--overlap <time>', 'how long the previous secret stays valid', parseDurationOption, '24h')
    .addOption(secretOption())
    .action((source: string, options: SharedOptions & { readonly overlap: string; readonly secret?: string }) =>
      run(options, (environment) => rotateSourceSecret(source, options, environment)),
    );
  about('pause', 'Stops creating leads from its deliveries; they are stored.')
    .addArgument(id())
    .action((source: string, options: SharedOptions) =>
      run(options, (environment) => setSourcePaused(source, true, environment)),
    );
  about('resume', 'Resumes the source; stored deliveries become leads too.')
    .addArgument(id())
    .action((source: string, options: SharedOptions) =>
      run(options, (environment) => setSourcePaused(source, false, environment)),
    );
  return command;
}

async function run(
  { env, json }: SharedOptions,
  act: (environment: SourceAccess) => Promise<CommandResult>,
): Promise<void> {
  const { data, lines: words } = await act(await openSources(env));
  print(json ? JSON.stringify(data, null, 2) : words.join('\n'));
}

function appendOption(option: string, before: readonly string[]): readonly string[] {
  return [...before, option];
}

function parseDurationOption(text: string): string {
  if (DURATION_PATTERN.test(text)) return text;
  throw new InvalidArgumentError('Expected a duration such as 90s, 5m, 1h, 1d or 2w.');
}
