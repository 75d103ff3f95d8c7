import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { ENVIRONMENTS, environmentNamed } from '../../infra/environments.ts';
import { BATON_DIRECTORY } from '../../infra/project-root.ts';
import { parseInputFile } from '../file-options.ts';
import { SECRET_CHANGES, type SecretChange } from '../replace-secret.ts';
import { readStackOutputs } from '../stack-outputs.ts';
import { setUpEnvironment } from './setup.ts';

interface Options {
  readonly env: string;
  readonly source?: string;
  readonly touch?: string;
  readonly plan?: string;
  readonly force?: boolean;
  readonly reps?: string;
  readonly accounts?: string;
  readonly notifyUrl?: string;
  readonly notifySecret?: SecretChange;
  readonly linkSecret?: SecretChange;
  readonly shadow?: boolean;
  readonly keyFile?: string;
  readonly json?: boolean;
}

/** `baton setup`: the same for every environment. */
export function setupCommand(): Command {
  return new Command('setup')
    .description(
      'Sets a deployed environment up: admin key, a source with its hook, notifications, plan, reps and accounts. Idempotent.',
    )
    .addOption(new Option('--env <name>', 'environment').choices(Object.keys(ENVIRONMENTS)).makeOptionMandatory())
    .option('--source <id>', 'id of the source to create or show (default: website, or the oldest existing source)')
    .option('--touch <kind>', 'its touch when a body has none (default for a new source: demo_request)')
    .option('--plan <file>', 'plan to check, publish and activate', parseInputFile)
    .option('--force', 'publish a plan that does not pass `baton plan check`')
    .option('--reps <file>', 'reps to save', parseInputFile)
    .option('--accounts <file>', 'accounts to import, as `baton import accounts --apply` does', parseInputFile)
    .option('--notify-url <url>', 'URL that receives the signed notifications to reps', webAddress)
    .addOption(
      new Option(
        '--notify-secret <change>',
        'replace their secret: new, and both sign; end, once the receiver has the new one',
      ).choices(SECRET_CHANGES),
    )
    .addOption(
      new Option(
        '--link-secret <change>',
        'replace the secret of answer links: new, and links signed with the former one still count; end, to forget it',
      ).choices(SECRET_CHANGES),
    )
    .option('--shadow', 'shadow mode beside an incumbent system: decide and time everything, notify nobody')
    .option('--key-file <file>', 'where the admin key is kept on this machine (default: .baton/keys/<env>)')
    .option('--json', 'print the result as JSON')
    .action(run);
}

async function run(options: Options): Promise<void> {
  const environment = environmentNamed(options.env);
  const outputs = await readStackOutputs(environment);
  const say = options.json ? () => undefined : (line: string) => console.log(line);
  const keyFile = options.keyFile ?? join(BATON_DIRECTORY, 'keys', environment.name);
  const { source, touch, plan, force, reps, accounts, notifyUrl, notifySecret, linkSecret } = options;
  const done = await setUpEnvironment({
    environment,
    outputs,
    keyFile,
    source: { id: source, touch },
    plan,
    force,
    reps,
    accounts,
    notifyUrl,
    notifySecret,
    linkSecret,
    shadow: options.shadow,
    print: say,
  });
  if (options.json) {
    console.log(
      JSON.stringify({ api: outputs.ApiUrl, keyFile, source: done.source, notify: done.notifications }, null, 2),
    );
    return;
  }
  console.log(
    `API:         ${outputs.ApiUrl}\nHook URL:    ${done.source.hookUrl}\nHook secret: ${done.source.secret}`,
  );
}

function webAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'https:' || url?.protocol === 'http:') return url.href;
  throw new InvalidArgumentError('Expected a URL that begins with https:// (or http:// for a test).');
}
