import { Command, InvalidArgumentError } from 'commander';
import { addSeconds, instantOf } from '../../shared/domain/instant.ts';
import { connectToApi, createEnvOption, createKeyFileOption, type EnvironmentOptions } from '../environment-api.ts';
import { print } from '../print.ts';
import { replayOne, replaySince } from './replay-leads.ts';
import { formatReplay } from './replay-text.ts';

const DAY_SECONDS = 24 * 3600;

interface Options extends EnvironmentOptions {
  readonly since?: number;
  readonly json?: boolean;
}

/** `baton replay`: makes decisions again and compares. */
export function replayCommand(): Command {
  return new Command('replay')
    .description('Makes past decisions again from what was kept of them, and names the first field that differs.')
    .argument('[lead]', 'id of a lead')
    .addOption(createEnvOption())
    .addOption(createKeyFileOption())
    .option('--since <days>', 'replay all leads received in these days, 30d', parseDays)
    .option('--json', 'print every decision as JSON')
    .addHelpText('after', '\nEnds with 1 when a decision does not come out the same.')
    .action(run);
}

async function run(lead: string | undefined, options: Options): Promise<void> {
  const { since, json } = options;
  const api = await connectToApi(options);
  const decisions = await (async () => {
    if (lead !== undefined && since === undefined) return replayOne(api, lead);
    if (lead === undefined && since !== undefined)
      return replaySince(api, {
        since: addSeconds(instantOf(Date.now()), -since * DAY_SECONDS),
        say: (line) => console.error(line),
      });
    throw new Error('Give either the id of a lead or --since, such as --since 30d.');
  })();
  print(json ? JSON.stringify(decisions, null, 2) : formatReplay(decisions));
  if (decisions.some(({ outcome }) => outcome === 'different')) process.exitCode = 1;
}

function parseDays(text: string): number {
  const days = /^(\d{1,4})d$/.exec(text)?.[1];
  if (days === undefined || Number(days) === 0) throw new InvalidArgumentError('Expected days, such as 30d.');
  return Number(days);
}
