import {
  GetQueueAttributesCommand,
  paginateListQueues,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { pollUntil } from './play.ts';

const client = new SQSClient({ useQueueUrlAsEndpoint: false });

/** Has the queue of leads to count keep each message back for so long. */
export async function delayCounting(seconds: number): Promise<void> {
  const Attributes = { DelaySeconds: String(seconds) };
  await client.send(new SetQueueAttributesCommand({ QueueUrl: await countingQueue(), Attributes }));
}

/** Waits until all leads are counted that somebody asked for. */
export async function waitForCounts(): Promise<void> {
  const QueueUrl = await countingQueue();
  await pollUntil('leads to be counted', async () => {
    const { Attributes = {} } = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    const counts = Object.entries(Attributes).filter(([name]) => name.startsWith('ApproximateNumberOfMessages'));
    return counts.every(([, count]) => count === '0') || undefined;
  });
}

async function countingQueue(): Promise<string> {
  for await (const { QueueUrls = [] } of paginateListQueues({ client }, {})) {
    const found = QueueUrls.find((url) => url.includes('ReportsToCount'));
    if (found !== undefined) return found;
  }
  throw new Error('there is no queue of leads to count');
}
