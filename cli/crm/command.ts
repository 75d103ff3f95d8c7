import { setTimeout } from 'node:timers/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import { instantOf } from '../../shared/domain/instant.ts';
import { createEnvOption } from '../environment-api.ts';
import { formatFinding } from '../finding.ts';
import { print } from '../print.ts';
import { accountsCommand } from './accounts-command.ts';
import { backfill } from './backfill.ts';
import { checkAccounts } from './check-accounts.ts';
import { checkCrm } from './check-crm.ts';
import { checkReading } from './check-reading.ts';
import { judgeWebhooks } from './check-webhooks.ts';
import { connect, disconnect } from './connect.ts';
import { connectWebhooks } from './connect-webhooks.ts';
import { requireCrm } from './connected-crm.ts';
import { type CrmAccess, openCrmAccess } from './crm-access.ts';
import { type MapOptions, mapCrm } from './map.ts';
import { readSecretInput } from './read-secret-input.ts';
import { showCrmUsers } from './users.ts';

const HUBSPOT_URL = 'https://api.hubapi.com';

interface Options {
  readonly env: string;
}

/** `baton crm`: connects a CRM that leads are written to. */
export function crmCommand(): Command {
  const command = new Command('crm').description(
    'Connects a CRM that leads are written to, and whose activities and owners are followed.',
  );
  const about = (name: string, description: string) =>
    command.command(name).description(description).addOption(createEnvOption());

  const connecting = command
    .command('connect')
    .description('Connects a CRM, or replaces its credentials. The secret is read from a prompt or standard input.');
  connecting
    .command('hubspot')
    .description('HubSpot, by the access token of a private app.')
    .addOption(createEnvOption())
    .addOption(new Option('--url <url>', 'the API').default(HUBSPOT_URL))
    .option(
      '--webhooks',
      'accept calls by the connected HubSpot; asks for the client secret of the private app instead',
    )
    .action(async ({ env, url, webhooks }: Options & { readonly url: string; readonly webhooks?: true }) => {
      const access = await openCrmAccess(env);
      if (webhooks) {
        const secret = await readSecretInput('Client secret of the private app');
        print((await connectWebhooks(secret, access)).join('\n'));
        return;
      }
      const secrets = { hubspot: { token: await readSecretInput('Access token of the private app') } };
      print((await connect({ system: 'hubspot', url, secrets }, access)).join('\n'));
    });
  connecting
    .command('salesforce')
    .description('Salesforce, by a connected app with the client credentials flow.')
    .addOption(createEnvOption())
    .requiredOption('--url <url>', 'your My Domain, https://acme.my.salesforce.com')
    .requiredOption('--client-id <key>', 'consumer key of the connected app')
    .action(async ({ env, url, clientId }: Options & { readonly url: string; readonly clientId: string }) => {
      const access = await openCrmAccess(env);
      const secrets = { salesforce: { clientId, clientSecret: await readSecretInput('Consumer secret') } };
      print((await connect({ system: 'salesforce', url, secrets }, access)).join('\n'));
    });
  about(
    'check',
    'Checks the connection, the field map against the CRM, which reps are users there, and what can be read.',
  ).action(async ({ env }: Options) => printFindings(await openCrmAccess(env)));
  about('map', 'Shows or changes the field map and the CRM users of reps. Without --apply, it is a preview.')
    .option('--field <ours=theirs>', 'our field and the property of the CRM; may be repeated', append, [])
    .option('--user <rep=user>', 'a rep and the id or address of a user of the CRM; may be repeated', append, [])
    .option('--likely', "map reps without a user to the one whose address begins with the rep's id")
    .option('--apply', 'save the changes')
    .action(async ({ env, ...options }: Options & MapOptions) =>
      print((await mapCrm(options, await openCrmAccess(env))).join('\n')),
    );
  about(
    'users',
    "Shows the CRM's users beside the reps: who is whom, who is missing. Without --apply, it is a preview.",
  )
    .option('--apply', 'map reps without a user to their likely ones')
    .action(async ({ env, apply }: Options & { readonly apply?: boolean }) =>
      print((await showCrmUsers({ apply }, await openCrmAccess(env))).join('\n')),
    );
  about(
    'backfill',
    'Brings the records of open leads up to date, as after connecting. Without --apply, it is a preview.',
  )
    .addOption(new Option('--dry-run', 'only show what would be written').conflicts('apply'))
    .option('--apply', 'write it')
    .option('--pace <leads>', 'leads per minute', parsePace, 120)
    .action(async ({ env, apply = false, pace }: Options & { readonly apply?: boolean; readonly pace: number }) => {
      const access = await openCrmAccess(env);
      const [connection, now] = [await requireCrm(access), instantOf(Date.now())];
      const deps = { ...access.stores, sleep: (seconds: number) => setTimeout(seconds * 1000), report: print };
      print((await backfill(connection, { apply, perMinute: pace, now }, deps)).join('\n'));
    });
  command.addCommand(accountsCommand());
  about('disconnect', 'Stops writing to the CRM, and removes the credentials.').action(async ({ env }: Options) =>
    print((await disconnect(await openCrmAccess(env))).join('\n')),
  );
  return command;
}

function parsePace(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('Expected a number of leads from 1 to 9999.');
  return Number(text);
}

function append(option: string, before: readonly string[]): readonly string[] {
  return [...before, option];
}

async function printFindings(access: CrmAccess): Promise<void> {
  const connected = await requireCrm(access);
  const findings = [
    ...(await checkCrm(connected, await access.listReps())),
    ...(await checkReading(connected, instantOf(Date.now()))),
    ...judgeWebhooks(connected),
    ...(await checkAccounts(connected, access)),
  ];
  print(findings.map(formatFinding).join('\n'));
  if (findings.some(({ state }) => state === 'failed')) process.exitCode = 1;
}
