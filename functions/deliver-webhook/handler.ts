import type { MessageVisibility } from '../../shared/adapters/sqs/message-visibility.ts';
import { HttpWebhookSender } from '../../shared/adapters/webhook/http-webhook-sender.ts';
import type { WebhookRetries } from '../../shared/ports/webhook-retries.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { createQueueHandler } from '../../shared/runtime/lambda/queue-handler.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { lazyPort } from '../wiring/lazy-port.ts';
import { createCachedStores } from '../wiring/stores.ts';
import { createWebhookSigner, createWebhookStore } from '../wiring/webhooks.ts';
import { deliverMessages, WebhookMessage } from './deliver-messages.ts';

const runtime = startRuntime('deliver-webhook');
const env = readEnv('API_URL', 'ENVIRONMENT', 'WEBHOOK_QUEUE_URL', 'WEBHOOK_SECRETS_ARN');
const { db, leads, mode } = createCachedStores();
// Hardly any message has to be sent again.
const retries = () => import('../wiring/retries.ts');
const deps = {
  leads,
  mode,
  webhooks: createWebhookStore(db),
  webhookSender: new HttpWebhookSender({ local: env.ENVIRONMENT === 'local' }),
  signedHeaders: createWebhookSigner(env.WEBHOOK_SECRETS_ARN),
  apiUrl: env.API_URL,
  random: Math.random,
  webhookRetries: lazyPort<WebhookRetries>(async () => (await retries()).createWebhookRetries(env.WEBHOOK_QUEUE_URL)),
  messages: lazyPort<Pick<MessageVisibility, 'extend'>>(async () =>
    (await retries()).createMessageVisibility(env.WEBHOOK_QUEUE_URL),
  ),
};

/**
 * Delivers events to subscribers as signed messages. Trigger: the SQS queue of events that somebody subscribed to,
 * and of the further attempts that this function sends to itself. Duplicates: the message id is the event's, and a subscriber that
 * accepted it does not get it again. Late: an event not accepted is sent again after longer each time, then moved to the
 * dead-letter queue.
 */
export const handler = createQueueHandler(runtime, WebhookMessage, (messages, invocation) =>
  deliverMessages(messages, invocation, deps),
);
