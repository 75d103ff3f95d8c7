import { CrmNudgeQueue } from '../../shared/adapters/sqs/crm-nudge-queue.ts';
import { MessageVisibility } from '../../shared/adapters/sqs/message-visibility.ts';
import { WebhookRetryQueue } from '../../shared/adapters/sqs/webhook-retry-queue.ts';
import { createQueueClient } from './queue-client.ts';

/*
 * What sends further attempts to a function's own queue. Import it with the first attempt that failed: the client takes a
 * while to load.
 */

/** Creates what tries webhooks again. */
export function createWebhookRetries(url: string): WebhookRetryQueue {
  return new WebhookRetryQueue({ client: createQueueClient(), url });
}

/** Creates what has the CRM written again. */
export function createCrmRetries(url: string): CrmNudgeQueue {
  return new CrmNudgeQueue({ client: createQueueClient(), url });
}

/** Creates what returns messages to the queue. */
export function createMessageVisibility(url: string): MessageVisibility {
  return new MessageVisibility({ client: createQueueClient(), url });
}
