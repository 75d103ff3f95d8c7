import { Command, Option } from 'commander';
import { WeightsView } from '../../shared/api/weights.ts';
import { RESULT_MEASURES } from '../../shared/domain/plan/team.ts';
import { connectToApi, createEnvOption, createKeyFileOption, type EnvironmentOptions } from '../environment-api.ts';
import { print } from '../print.ts';
import { formatWeights } from './weights-text.ts';

interface Options extends EnvironmentOptions {
  readonly by?: string;
  readonly overDays?: string;
  readonly settledDays?: string;
  readonly sample?: string;
  readonly atMost?: string;
  readonly json?: boolean;
}

/** `baton weights`: what results do, or would do, to the weights of a team. */
export function weightsCommand(): Command {
  return new Command('weights')
    .description(
      "Shows what results would do to the weights of a team's reps today, beside what decides now. Changes nothing.",
    )
    .argument('<team>', 'name of the team')
    .addOption(createEnvOption())
    .addOption(createKeyFileOption())
    .addOption(new Option('--by <measure>', "what counts (default: the plan's)").choices(RESULT_MEASURES))
    .option('--over-days <days>', 'how far back leads count')
    .option('--settled-days <days>', 'from what age on they count')
    .option('--sample <leads>', 'the fewest leads from which results count')
    .option('--at-most <times>', 'the most times the usual share, 1.1 to 3')
    .option('--json', 'print it as JSON')
    .action(run);
}

async function run(
  team: string,
  { json, by, overDays, settledDays, sample, atMost, ...options }: Options,
): Promise<void> {
  const api = await connectToApi(options);
  const given = Object.entries({ by, overDays, settledDays, sample, atMost }).filter(
    ([, value]) => value !== undefined,
  );
  const query = new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)]));
  const path = `/v1/teams/${encodeURIComponent(team)}/weights${query.size === 0 ? '' : `?${query}`}`;
  const weights = await api.call('GET', path, { reply: WeightsView });
  print(json ? JSON.stringify(weights, null, 2) : formatWeights(weights));
}
