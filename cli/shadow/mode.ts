import { Argument, Command } from 'commander';
import { shadowModeRoutes } from '../../shared/api/shadow-mode.ts';
import { connectToApi, createEnvOption, createKeyFileOption, type EnvironmentOptions } from '../environment-api.ts';

const MODE_TEXTS = {
  live: 'live: reps are notified, and SLA clocks escalate and reassign',
  shadow: 'shadow mode: everything is decided and timed, nobody is notified, nothing leaves Baton',
} as const;

/** `baton mode`: shows or switches between live and shadow mode. */
export function modeCommand(): Command {
  return new Command('mode')
    .description('Shows whether an environment is live or in shadow mode beside another system, or switches the mode.')
    .addArgument(new Argument('[mode]', 'the mode to switch to').choices(['shadow', 'live']))
    .addOption(createEnvOption())
    .addOption(createKeyFileOption())
    .action(run);
}

async function run(mode: keyof typeof MODE_TEXTS | undefined, options: EnvironmentOptions): Promise<void> {
  const api = await connectToApi(options);
  const set = mode
    ? await api.call('PUT', '/v1/settings', { body: { mode }, reply: shadowModeRoutes.putSettings.replies[200] })
    : await api.call('GET', '/v1/settings', { reply: shadowModeRoutes.getSettings.replies[200] });
  console.log(`${options.env} is ${MODE_TEXTS[set.mode]}.`);
  if (mode === 'live') console.log('Leads received in shadow mode stay in it; new leads are worked.');
}
