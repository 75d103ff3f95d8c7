import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { MessageVisibility } from '../../shared/adapters/sqs/message-visibility.ts';
import { HttpWebhookSender } from '../../shared/adapters/webhook/http-webhook-sender.ts';
import { LeadEventSchema } from '../../shared/domain/lead/events.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { createQueueHandler } from '../../shared/runtime/lambda/queue-handler.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { createCachedStores } from '../wiring/stores.ts';
import { createWebhookSigner, createWebhookStore } from '../wiring/webhooks.ts';
import { deliverMessages } from './deliver-messages.ts';

const runtime = startRuntime('deliver-webhook');
const env = readEnv('API_URL', 'ENVIRONMENT', 'WEBHOOK_QUEUE_URL', 'WEBHOOK_SECRETS_ARN');
const { db, leads, mode } = createCachedStores();
const deps = {
  leads,
  mode,
  webhooks: createWebhookStore(db),
  webhookSender: new HttpWebhookSender({ local: env.ENVIRONMENT === 'local' }),
  signedHeaders: createWebhookSigner(env.WEBHOOK_SECRETS_ARN),
  apiUrl: env.API_URL,
  random: Math.random,
  messages: new MessageVisibility({ client: new SQSClient(), url: env.WEBHOOK_QUEUE_URL }),
};

/**
 * Delivers events to subscribers as signed messages. Trigger: the SQS queue that gets every event of the bus.
 * Duplicates: the message id is the event's, and a subscriber that accepted it does not get it again. Late: a message
 * not accepted is hidden for longer each time, then moved to the dead-letter queue.
 */
export const handler = createQueueHandler(runtime, z.object({ detail: LeadEventSchema }), (messages, invocation) =>
  deliverMessages(messages, invocation, deps),
);
