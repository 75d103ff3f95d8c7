import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { ENVIRONMENTS, environmentNamed } from '../../infra/environments.ts';
import { BATON_DIRECTORY } from '../../infra/project-root.ts';
import { fileToRead } from '../file-options.ts';
import { stackOutputs } from '../stack-outputs.ts';
import { setUp } from './setup.ts';

interface Options {
  readonly env: string;
  readonly source?: string;
  readonly touch?: string;
  readonly plan?: string;
  readonly reps?: string;
  readonly accounts?: string;
  readonly notifyUrl?: string;
  readonly observe?: boolean;
  readonly keyFile?: string;
  readonly json?: boolean;
}

/** `baton setup`: the same for every environment. */
export function setupCommand(): Command {
  return new Command('setup')
    .description(
      'Sets a deployed environment up: admin key, a source with its hook, notices, plan, reps and accounts. Safe to run again.',
    )
    .addOption(new Option('--env <name>', 'environment').choices(Object.keys(ENVIRONMENTS)).makeOptionMandatory())
    .option(
      '--source <id>',
      'id of the source to make or to show (default: website, or the oldest where there are others only)',
    )
    .option('--touch <kind>', 'its kind of touch when a body names none (default of a new one: demo_request)')
    .option('--plan <file>', 'plan to check, publish and put in force', fileToRead)
    .option('--reps <file>', 'reps to save', fileToRead)
    .option('--accounts <file>', 'accounts to import, as `baton import accounts --apply` does', fileToRead)
    .option('--notify-url <url>', 'address that notices to reps are sent to, signed', webAddress)
    .option('--observe', 'only observe, beside a system in use: decide and time everything, tell nobody')
    .option('--key-file <file>', 'where the admin key is kept on this machine (default: .baton/keys/<env>)')
    .option('--json', 'print the result as JSON')
    .action(run);
}

async function run(options: Options): Promise<void> {
  const environment = environmentNamed(options.env);
  const outputs = await stackOutputs(environment);
  const say = options.json ? () => undefined : (line: string) => console.log(line);
  const keyFile = options.keyFile ?? join(BATON_DIRECTORY, 'keys', environment.name);
  const { source, touch, plan, reps, accounts, notifyUrl } = options;
  const done = await setUp({
    environment,
    outputs,
    keyFile,
    source: { id: source, touch },
    plan,
    reps,
    accounts,
    notifyUrl,
    observe: options.observe,
    say,
  });
  if (options.json) {
    console.log(JSON.stringify({ api: outputs.ApiUrl, keyFile, source: done.source, notify: done.notify }, null, 2));
    return;
  }
  console.log(
    `API:         ${outputs.ApiUrl}\nHook URL:    ${done.source.hookUrl}\nHook secret: ${done.source.secret}`,
  );
}

function webAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'https:' || url?.protocol === 'http:') return url.href;
  throw new InvalidArgumentError('It has to be an address that begins with https:// (or http:// for a try).');
}
