import * as z from 'zod';
import type { WebhookDelivery, WebhookSubscription } from '../domain/webhooks/subscription.ts';
import { defineRoute } from '../runtime/http/route.ts';
import { instant } from './values.ts';

const WebhookView = z.object({
  id: z.string(),
  url: z.string(),
  events: z.array(z.string()).readonly().optional().describe('Types of events it is told of; absent: of all.'),
  paused: z.boolean(),
  since: instant.describe('It is told of what happens from then on: made, or last resumed.'),
  failures: z.int().describe('Attempts in a row that failed.'),
  failingSince: instant.optional().describe('Since when it counts as failing.'),
});

export const listWebhooks = defineRoute({
  method: 'GET',
  path: '/v1/webhooks',
  name: 'listWebhooks',
  summary: 'Who is told of events by signed webhooks; `baton webhook` changes them',
  roles: ['admin'],
  replies: { 200: z.object({ webhooks: z.array(WebhookView).readonly() }).meta({ id: 'Webhooks' }) },
});

/** What became of telling a subscription of an event, on the lead's timeline. */
export const WebhookDeliveryView = z
  .object({
    webhook: z.string(),
    status: z.enum(['delivered', 'retrying', 'failed']),
    attempts: z.int(),
    at: instant.describe('The last attempt.'),
    lastStatus: z.int().optional().describe('Status code of the last answer; absent when there was none.'),
    because: z
      .string()
      .optional()
      .describe('Why there was none, as a code; stopped: the webhook was paused or removed.'),
    nextAt: instant.optional().describe('The next attempt.'),
  })
  .meta({ id: 'WebhookDelivery' });

/** A subscription as the API shows it: without its secret. */
export function webhookView(subscription: WebhookSubscription): z.input<typeof WebhookView> {
  const { events, ...rest } = subscription;
  return { ...rest, ...(events !== 'all' && { events }) };
}

/** A delivery as the timeline shows it, beside its event. */
export function webhookDeliveryView(delivery: WebhookDelivery): z.input<typeof WebhookDeliveryView> {
  const { lead, seq, event, ...rest } = delivery;
  return rest;
}
