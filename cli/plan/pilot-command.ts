import { Command, InvalidArgumentError } from 'commander';
import { connectToApi, createEnvOption, createKeyFileOption, type EnvironmentOptions } from '../environment-api.ts';
import { print } from '../print.ts';
import { changePilot, type PilotOrder, readPilots, startPilot } from './pilot.ts';
import { formatPercent, formatPilots } from './pilot-text.ts';

type Options = EnvironmentOptions & { readonly json?: true };
type StartOptions = Options & Omit<PilotOrder, 'plan'>;

/** `baton plan pilot`: tries a plan on a share of the accounts. */
export function pilotCommand(): Command {
  return new Command('pilot')
    .description('Tries a plan on a stable share of the accounts, beside the plan in force.')
    .addCommand(startCommand(), { isDefault: true })
    .addCommand(statusCommand())
    .addCommand(growCommand())
    .addCommand(endCommand('stop', 'Stops the pilot: the plan in force routes all new leads.'))
    .addCommand(endCommand('promote', 'Puts the plan of the pilot in force.'));
}

function createCommand(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .addOption(createEnvOption())
    .addOption(createKeyFileOption())
    .option('--json', 'print it as JSON');
}

function startCommand(): Command {
  return createCommand('start', 'Starts a pilot; `start` may be left out.')
    .argument('<plan>', 'a plan file, or the number of a published version')
    .requiredOption('--share <share>', 'the share of the accounts that it routes, 10%', parseShare)
    .requiredOption('--why <text>', 'why it is tried; kept in the history')
    .option('--expect <text>', 'what is expected of it')
    .action(async (plan: string, { share, why, expect, ...options }: StartOptions) => {
      const order = { plan, share, why, expect };
      const pilot = await startPilot(await connectToApi(options), order);
      const { id, version, over } = pilot;
      const text = `${id} runs: version ${version} routes ${formatPercent(share)} of the accounts, version ${over} the others.`;
      print(options.json ? JSON.stringify(pilot, null, 2) : text);
    });
}

function statusCommand(): Command {
  return createCommand('status', 'Lists the pilots, newest first.').action(async (options: Options) => {
    const pilots = await readPilots(await connectToApi(options));
    print(options.json ? JSON.stringify(pilots, null, 2) : formatPilots(pilots));
  });
}

function growCommand(): Command {
  return createCommand('grow', 'Gives the plan of the pilot a larger share; no account leaves its arm for the other.')
    .requiredOption('--share <share>', 'the larger share, 25%', parseShare)
    .action(async ({ share, ...options }: Options & { readonly share: number }) => {
      const changed = await changePilot(await connectToApi(options), { change: 'grow', share });
      const text = `${changed.id} now routes ${formatPercent(share)} of the accounts.`;
      print(options.json ? JSON.stringify(changed, null, 2) : text);
    });
}

function endCommand(name: 'stop' | 'promote', description: string): Command {
  return createCommand(name, description)
    .option('--reason <text>', 'why; kept in the history')
    .action(async ({ reason, ...options }: Options & { readonly reason?: string }) => {
      const changed = await changePilot(await connectToApi(options), { change: name, reason });
      const text = `${changed.id} has ended: version ${changed.active} is in force for all new leads.`;
      print(options.json ? JSON.stringify(changed, null, 2) : text);
    });
}

function parseShare(text: string): number {
  const percent = Number(/^(\d{1,3}(?:\.\d+)?)\s*%$/.exec(text)?.[1]);
  if (!(percent > 0 && percent <= 100)) throw new InvalidArgumentError('Expected a share such as 10%.');
  return percent / 100;
}
