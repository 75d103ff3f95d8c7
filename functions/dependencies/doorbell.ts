import { SQSClient } from '@aws-sdk/client-sqs';
import { DoorbellQueue } from '../../shared/adapters/sqs/doorbell-queue.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { newId } from './new-id.ts';

/** The environment's doorbell. */
export function realDoorbell(): DoorbellQueue {
  return new DoorbellQueue({ client: new SQSClient(), url: readEnv('DOORBELL_QUEUE_URL').DOORBELL_QUEUE_URL, newId });
}
