import { DoorbellQueue } from '../../shared/adapters/sqs/doorbell-queue.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { newId } from './new-id.ts';
import { createQueueClient } from './queue-client.ts';

/** Creates the environment's doorbell. */
export function createDoorbell(): DoorbellQueue {
  return new DoorbellQueue({
    client: createQueueClient(),
    url: readEnv('DOORBELL_QUEUE_URL').DOORBELL_QUEUE_URL,
    newId,
  });
}
