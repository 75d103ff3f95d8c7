import { CreateQueueCommand, DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { inject } from 'vitest';
import { CrmMessage } from '../../../functions/sync-crm/sync-messages.ts';
import { CrmNudgeQueue } from '../../../shared/adapters/sqs/crm-nudge-queue.ts';
import type { CrmNudge } from '../../../shared/ports/crm-nudges.ts';
import { crmNudgesContract, type NudgeEnds } from '../contracts/crm-nudges-contract.ts';

const CONFIG = { region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };

crmNudgesContract(async (): Promise<NudgeEnds> => {
  const client = new SQSClient({ ...CONFIG, endpoint: inject('deployed').endpoint, useQueueUrlAsEndpoint: false });
  const { QueueUrl = '' } = await client.send(new CreateQueueCommand({ QueueName: `nudges-${crypto.randomUUID()}` }));
  const ahead: CrmNudge[] = [];
  /** Receives messages as the function reads them. */
  const take = async (waitSeconds: number): Promise<readonly CrmNudge[]> => {
    const all: CrmNudge[] = [];
    for (;;) {
      const { Messages = [] } = await client.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: waitSeconds }),
      );
      for (const { ReceiptHandle } of Messages)
        await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      all.push(...Messages.map(({ Body = '' }) => CrmMessage.parse(JSON.parse(Body))));
      if (Messages.length === 0 || waitSeconds > 0) return all;
    }
  };
  return {
    nudges: new CrmNudgeQueue({ client, url: QueueUrl }),
    receive: async () => [...ahead.splice(0), ...(await take(0))],
    waitForNext: async () => {
      ahead.push(...(await take(20)));
    },
  };
});
