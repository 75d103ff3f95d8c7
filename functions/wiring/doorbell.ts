import { SQSClient } from '@aws-sdk/client-sqs';
import { DoorbellQueue } from '../../shared/adapters/sqs/doorbell-queue.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { newId } from './new-id.ts';

/** Creates the environment's doorbell. */
export function createDoorbell(): DoorbellQueue {
  const url = readEnv('DOORBELL_QUEUE_URL').DOORBELL_QUEUE_URL;
  // Like every other client, it calls its region's endpoint or AWS_ENDPOINT_URL; the queue's URL is only a name.
  return new DoorbellQueue({ client: new SQSClient({ useQueueUrlAsEndpoint: false }), url, newId });
}
