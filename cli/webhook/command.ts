import { Command } from 'commander';
import { ENVIRONMENTS, environmentNamed } from '../../infra/environments.ts';
import { Database } from '../../shared/adapters/dynamodb/database.ts';
import { createDocumentClient } from '../../shared/adapters/dynamodb/document-client.ts';
import { WebhookTable } from '../../shared/adapters/dynamodb/webhook-table.ts';
import { HttpWebhookSender } from '../../shared/adapters/webhook/http-webhook-sender.ts';
import { instantOf } from '../../shared/domain/instant.ts';
import { createEnvOption } from '../environment-api.ts';
import { readSecret, writeSecret } from '../secret-text.ts';
import { readStackOutputs } from '../stack-outputs.ts';
import {
  addWebhook,
  endWebhookRotation,
  listWebhooks,
  pauseWebhook,
  removeWebhook,
  rotateWebhookSecret,
  sendTestMessage,
  type WebhookDeps,
} from './webhooks.ts';

interface Options {
  readonly env: string;
}

/** `baton webhook`: manages subscriptions to events. */
export function webhookCommand(): Command {
  const command = new Command('webhook').description('Manages subscriptions to events by signed webhooks.');
  const about = (name: string, description: string) =>
    command.command(name).description(description).addOption(createEnvOption());
  const on = (act: (desk: WebhookDeps, id: string) => Promise<string>) => async (id: string, options: Options) =>
    console.log(await act(await webhookDeps(options), id));

  about('add', 'Subscribes a URL to future events, and prints the signing secret.')
    .argument('<id>', 'id of the subscription')
    .argument('<url>', 'https URL')
    .option('--events <types>', 'event types, separated by commas (default: all)', (text) => text.split(','))
    .action(async (id: string, url: string, options: Options & { readonly events?: readonly string[] }) =>
      console.log(await addWebhook(await webhookDeps(options), { id, url, events: options.events })),
    );
  about('list', 'Lists the subscriptions.').action(async (options: Options) =>
    console.log(await listWebhooks(await webhookDeps(options))),
  );
  about('test', 'Sends a signed test message from this machine, and shows the response.')
    .argument('<id>', 'which')
    .action(on(sendTestMessage));
  about('pause', 'Pauses a subscription; events during the pause are never delivered.')
    .argument('<id>', 'which')
    .action(on((desk, id) => pauseWebhook(desk, id, true)));
  about('resume', 'Resumes a subscription with future events.')
    .argument('<id>', 'which')
    .action(on((desk, id) => pauseWebhook(desk, id, false)));
  about('rotate', 'Creates a new signing secret; messages are signed with the former one too, until --end.')
    .argument('<id>', 'which')
    .option('--end', 'forget the former secret')
    .action(async (id: string, options: Options & { readonly end?: boolean }) =>
      console.log(await (options.end ? endWebhookRotation : rotateWebhookSecret)(await webhookDeps(options), id)),
    );
  about('remove', 'Removes a subscription and its secret.').argument('<id>', 'which').action(on(removeWebhook));
  return command;
}

async function webhookDeps({ env }: Options): Promise<WebhookDeps> {
  const outputs = await readStackOutputs(environmentNamed(env));
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
