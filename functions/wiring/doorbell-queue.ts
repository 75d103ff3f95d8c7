import { DoorbellQueue } from '../../shared/adapters/sqs/doorbell-queue.ts';
import { newId } from './new-id.ts';
import { createQueueClient } from './queue-client.ts';

/** Creates the doorbell with its client. Import it when it first rings: the client takes a while to load. */
export function createDoorbellQueue(url: string): DoorbellQueue {
  return new DoorbellQueue({ client: createQueueClient(), url, newId });
}
