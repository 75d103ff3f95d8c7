import { Command } from 'commander';
import { ENVIRONMENTS, environmentNamed } from '../../infra/environments.ts';
import { Database } from '../../shared/adapters/dynamodb/database.ts';
import { createDocumentClient } from '../../shared/adapters/dynamodb/document-client.ts';
import { WebhookTable } from '../../shared/adapters/dynamodb/webhook-table.ts';
import { HttpWebhookSender } from '../../shared/adapters/webhook/http-webhook-sender.ts';
import { instantOf } from '../../shared/domain/instant.ts';
import { envOption } from '../environment-api.ts';
import { readSecret, writeSecret } from '../secret-text.ts';
import { stackOutputs } from '../stack-outputs.ts';
import { addWebhook, listWebhooks, pauseWebhook, removeWebhook, testWebhook, type WebhookDesk } from './webhooks.ts';

interface Options {
  readonly env: string;
}

/** `baton webhook`: who is told of events. */
export function webhookCommand(): Command {
  const command = new Command('webhook').description('Looks after who is told of events, by signed webhooks.');
  const about = (name: string, description: string) =>
    command.command(name).description(description).addOption(envOption());
  const on = (act: (desk: WebhookDesk, id: string) => Promise<string>) => async (id: string, options: Options) =>
    console.log(await act(await deskOf(options), id));

  about('add', 'Tells an address of events from now on, and prints the secret that they are signed with.')
    .argument('<id>', 'a name for it')
    .argument('<url>', 'https address')
    .option('--events <types>', 'types of events, parted by commas (default: all)', (text) => text.split(','))
    .action(async (id: string, url: string, options: Options & { readonly events?: readonly string[] }) =>
      console.log(await addWebhook(await deskOf(options), { id, url, events: options.events })),
    );
  about('list', 'Lists them.').action(async (options: Options) =>
    console.log(await listWebhooks(await deskOf(options))),
  );
  about('test', 'Sends one a signed test message from this machine, and says what came back.')
    .argument('<id>', 'which')
    .action(on(testWebhook));
  about('pause', 'Tells it of nothing until it is resumed; what happens meanwhile it is never told.')
    .argument('<id>', 'which')
    .action(on((desk, id) => pauseWebhook(desk, id, true)));
  about('resume', 'Tells it of what happens from now on.')
    .argument('<id>', 'which')
    .action(on((desk, id) => pauseWebhook(desk, id, false)));
  about('remove', 'Forgets it and its secret.').argument('<id>', 'which').action(on(removeWebhook));
  return command;
}

async function deskOf({ env }: Options): Promise<WebhookDesk> {
  const outputs = await stackOutputs(environmentNamed(env));
  const local = env === ENVIRONMENTS.local.name;
  return {
    webhooks: new WebhookTable({
      db: new Database(createDocumentClient()),
      tables: { leads: outputs.LeadsTable, reps: outputs.RepsTable },
    }),
    readSecrets: () => readSecret(outputs.WebhookSecretsArn),
    writeSecrets: (text) => writeSecret(outputs.WebhookSecretsArn, text),
    sender: new HttpWebhookSender({ local }),
    local,
    now: instantOf(Date.now()),
  };
}
