import { Command } from 'commander';
import { planRoutes } from '../../shared/api/plans.ts';
import { connectToApi, createEnvOption, createKeyFileOption, type EnvironmentOptions } from '../environment-api.ts';
import { print } from '../print.ts';
import { parseVersion } from './publish-command.ts';

/** `baton plan approve`: a second person puts a proposed version in force. */
export function approveCommand(): Command {
  return new Command('approve')
    .description('Puts a version in force that another admin proposed; needs a key or sign-in of your own.')
    .argument('<version>', 'its number, see plan history', parseVersion)
    .addOption(createEnvOption())
    .addOption(createKeyFileOption())
    .option('--json', 'print the version as JSON')
    .action(async (version: number, options: EnvironmentOptions & { readonly json?: true }) => {
      const api = await connectToApi(options);
      const reply = planRoutes.approvePlan.replies[200];
      const approved = await api.call('PUT', '/v1/plans/proposed', { body: { version }, reply });
      print(options.json ? JSON.stringify(approved, null, 2) : `Version ${approved.version} is in force.`);
    });
}
