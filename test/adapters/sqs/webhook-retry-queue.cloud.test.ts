import { CreateQueueCommand, DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { inject } from 'vitest';
import { WebhookMessage } from '../../../functions/deliver-webhook/deliver-messages.ts';
import { WebhookRetryQueue } from '../../../shared/adapters/sqs/webhook-retry-queue.ts';
import type { WebhookRetry } from '../../../shared/ports/webhook-retries.ts';
import { type QueueEnds, webhookRetriesContract } from '../contracts/webhook-retries-contract.ts';

const CONFIG = { region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };

webhookRetriesContract(async (): Promise<QueueEnds> => {
  const client = new SQSClient({ ...CONFIG, endpoint: inject('deployed').endpoint, useQueueUrlAsEndpoint: false });
  const { QueueUrl = '' } = await client.send(new CreateQueueCommand({ QueueName: `retries-${crypto.randomUUID()}` }));
  const ahead: WebhookRetry[] = [];
  /** Receives messages as the function reads them. */
  const take = async (waitSeconds: number): Promise<readonly WebhookRetry[]> => {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: waitSeconds }),
    );
    for (const { ReceiptHandle } of Messages) await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    return Messages.flatMap(({ Body = '' }) => {
      const message = WebhookMessage.parse(JSON.parse(Body));
      return 'retry' in message ? [message.retry] : [];
    });
  };
  return {
    queue: new WebhookRetryQueue({ client, url: QueueUrl }),
    receive: async () => [...ahead.splice(0), ...(await take(0))],
    waitForNext: async () => {
      ahead.push(...(await take(20)));
    },
  };
});
