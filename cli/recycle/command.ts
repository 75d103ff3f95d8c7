import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { Command, InvalidArgumentError } from 'commander';
import { environmentNamed } from '../../infra/environments.ts';
import { connectToApi, createEnvOption, createKeyFileOption, type EnvironmentOptions } from '../environment-api.ts';
import { print } from '../print.ts';
import { readStackOutputs } from '../stack-outputs.ts';
import { formatRecyclingPreview, readRecyclingPreview } from './preview.ts';

interface Options extends EnvironmentOptions {
  readonly dryRun?: boolean;
  readonly before?: string;
  readonly limit: number;
  readonly json?: boolean;
}

/** `baton recycle`: recycles leads whose time in nurture is over. */
export function recycleCommand(): Command {
  return new Command('recycle')
    .description('Recycles leads whose time in nurture is over, as the schedule does; or previews it.')
    .addOption(createEnvOption())
    .addOption(createKeyFileOption())
    .option('--dry-run', 'only show what would happen to each lead, and why')
    .option('--before <moment>', 'with --dry-run: leads due by then, 2026-11-30T08:00:00Z (default: now)')
    .option('--limit <leads>', 'with --dry-run: at most this many leads', parsePositiveInteger, 100)
    .option('--json', 'with --dry-run: print the leads as JSON')
    .action(run);
}

async function run(options: Options): Promise<void> {
  if (options.dryRun !== true) {
    console.log(await startRecyclingRun(options.env));
    return;
  }
  const api = await connectToApi(options);
  const leads = await readRecyclingPreview(api, { before: options.before, limit: options.limit });
  print(options.json ? JSON.stringify(leads, null, 2) : formatRecyclingPreview(leads));
}

async function startRecyclingRun(env: string): Promise<string> {
  const { RecyclingMachineArn } = await readStackOutputs(environmentNamed(env));
  const client = new SFNClient();
  const { executionArn } = await client.send(
    new StartExecutionCommand({ stateMachineArn: RecyclingMachineArn, input: '{}' }),
  );
  return `Started: ${executionArn}`;
}

function parsePositiveInteger(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new InvalidArgumentError('Expected a whole number above 0.');
}
