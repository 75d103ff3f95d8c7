import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readSecret, writeSecret } from '../../cli/secret-text.ts';
import { addWebhook, removeWebhook } from '../../cli/webhook/webhooks.ts';
import type { StackOutputs } from '../../infra/outputs.ts';
import { Database } from '../../shared/adapters/dynamodb/database.ts';
import { createDocumentClient } from '../../shared/adapters/dynamodb/document-client.ts';
import { WebhookTable } from '../../shared/adapters/dynamodb/webhook-table.ts';
import { HttpWebhookSender } from '../../shared/adapters/webhook/http-webhook-sender.ts';
import { instantOf } from '../../shared/domain/instant.ts';
import { waitForCaches } from './as-in-prod.ts';

const ID = 'cost';

/** Runs `use` while a webhook is subscribed to all events, and takes them at once. */
export async function withSubscriber<T>(outputs: StackOutputs, use: () => Promise<T>): Promise<T> {
  const receiver = createServer((request, response) => request.resume().on('end', () => response.writeHead(204).end()));
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const { port } = receiver.address() as AddressInfo;
  const desk = {
    webhooks: new WebhookTable({
      db: new Database(createDocumentClient()),
      tables: { leads: outputs.LeadsTable, reps: outputs.RepsTable },
    }),
    readSecrets: () => readSecret(outputs.WebhookSecretsArn),
    writeSecrets: (text: string) => writeSecret(outputs.WebhookSecretsArn, text),
    sender: new HttpWebhookSender({ local: true }),
    local: true,
    now: instantOf(Date.now()),
  };
  await addWebhook(desk, { id: ID, url: `http://127.0.0.1:${port}/events` });
  await waitForCaches();
  try {
    return await use();
  } finally {
    await removeWebhook(desk, ID);
    await waitForCaches();
    receiver.close();
    receiver.closeAllConnections();
  }
}
