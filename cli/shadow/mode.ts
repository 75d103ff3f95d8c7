import { Argument, Command } from 'commander';
import { getSettings, putSettings } from '../../shared/api/observations.ts';
import { type EnvironmentOptions, environmentApi, envOption, keyFileOption } from '../environment-api.ts';

const MEANS = {
  live: 'live: reps are told, and clocks escalate and reassign',
  observe: 'observe: everything is decided and timed, nobody is told, nothing leaves Baton',
} as const;

/** `baton mode`: whether an environment is live or only observes. */
export function modeCommand(): Command {
  return new Command('mode')
    .description('Says whether an environment is live or only observes beside another system, or switches it.')
    .addArgument(new Argument('[mode]', 'the mode to switch to').choices(['observe', 'live']))
    .addOption(envOption())
    .addOption(keyFileOption())
    .action(run);
}

async function run(mode: keyof typeof MEANS | undefined, options: EnvironmentOptions): Promise<void> {
  const api = await environmentApi(options);
  const set = mode
    ? await api.call('PUT', '/v1/settings', { body: { mode }, reply: putSettings.replies[200] })
    : await api.call('GET', '/v1/settings', { reply: getSettings.replies[200] });
  console.log(`${options.env} is ${MEANS[set.mode]}.`);
  if (mode === 'live') console.log('Leads that were only observed stay so; those that come from now on are worked.');
}
