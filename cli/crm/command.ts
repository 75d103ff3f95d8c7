import { Argument, Command, Option } from 'commander';
import type { CrmSystem } from '../../shared/domain/crm/crm-fields.ts';
import { formatFinding } from '../doctor/command.ts';
import { createEnvOption } from '../environment-api.ts';
import { print } from '../print.ts';
import { checkCrm } from './check-crm.ts';
import { connect, disconnect } from './connect.ts';
import { type CrmAccess, openCrmAccess, requireCrm } from './crm-access.ts';
import { type MapOptions, mapCrm } from './map.ts';
import { readSecretInput } from './read-secret-input.ts';

const HUBSPOT_URL = 'https://api.hubapi.com';

interface Options {
  readonly env: string;
}

/** `baton crm`: connects a CRM that leads are written to. */
export function crmCommand(): Command {
  const command = new Command('crm').description('Connects a CRM that leads are written to.');
  const about = (name: string, description: string) =>
    command.command(name).description(description).addOption(createEnvOption());

  about('connect', 'Connects a CRM, or replaces its credentials. The secret is read from a prompt or standard input.')
    .addArgument(new Argument('<system>', 'which CRM').choices(['hubspot']))
    .addOption(new Option('--url <url>', "the CRM's API").default(HUBSPOT_URL))
    .action(async (system: CrmSystem, { env, url }: Options & { readonly url: string }) => {
      const access = await openCrmAccess(env);
      const secrets = { hubspot: { token: await readSecretInput('Access token of the private app') } };
      print((await connect({ system, url, secrets }, access)).join('\n'));
    });
  about('check', 'Checks the connection, the field map against the CRM, and which reps are users there.').action(
    async ({ env }: Options) => printFindings(await openCrmAccess(env)),
  );
  about('map', 'Shows or changes the field map and the CRM users of reps. Without --apply, it is a preview.')
    .option('--field <ours=theirs>', 'our field and the property of the CRM; may be repeated', append, [])
    .option('--user <rep=user>', 'a rep and the id or address of a user of the CRM; may be repeated', append, [])
    .option('--likely', "map reps without a user to the one whose address begins with the rep's id")
    .option('--apply', 'save the changes')
    .action(async ({ env, ...options }: Options & MapOptions) =>
      print((await mapCrm(options, await openCrmAccess(env))).join('\n')),
    );
  about('disconnect', 'Stops writing to the CRM, and removes the credentials.').action(async ({ env }: Options) =>
    print((await disconnect(await openCrmAccess(env))).join('\n')),
  );
  return command;
}

function append(option: string, before: readonly string[]): readonly string[] {
  return [...before, option];
}

async function printFindings(access: CrmAccess): Promise<void> {
  const findings = await checkCrm(await requireCrm(access), await access.listReps());
  print(findings.map(formatFinding).join('\n'));
  if (findings.some(({ state }) => state === 'failed')) process.exitCode = 1;
}
