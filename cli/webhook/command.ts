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

/** `baton webhook`: manages subscriptions to events. */
export function webhookCommand(): Command {
  const command = new Command('webhook').description('Manages subscriptions to events by signed webhooks.');
  const about = (name: string, description: string) =>
    command.command(name).description(description).addOption(envOption());
  const on = (act: (desk: WebhookDesk, id: string) => Promise<string>) => async (id: string, options: Options) =>
    console.log(await act(await deskOf(options), id));

  about('add', 'Subscribes a URL to future events, and prints the signing secret.')
    .argument('<id>', 'id of the subscription')
    .argument('<url>', 'https URL')
    .option('--events <types>', 'event types, separated by commas (default: all)', (text) => text.split(','))
    .action(async (id: string, url: string, options: Options & { readonly events?: readonly string[] }) =>
      console.log(await addWebhook(await deskOf(options), { id, url, events: options.events })),
    );
  about('list', 'Lists the subscriptions.').action(async (options: Options) =>
    console.log(await listWebhooks(await deskOf(options))),
  );
  about('test', 'Sends a signed test message from this machine, and shows the response.')
    .argument('<id>', 'which')
    .action(on(testWebhook));
  about('pause', 'Pauses a subscription; events during the pause are never delivered.')
    .argument('<id>', 'which')
    .action(on((desk, id) => pauseWebhook(desk, id, true)));
  about('resume', 'Resumes a subscription with future events.')
    .argument('<id>', 'which')
    .action(on((desk, id) => pauseWebhook(desk, id, false)));
  about('remove', 'Removes a subscription and its secret.').argument('<id>', 'which').action(on(removeWebhook));
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
