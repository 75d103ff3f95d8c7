import * as z from '../domain/lazy-zod.ts';
import {
  WEBHOOK_DELIVERY_STATUSES,
  type WebhookDelivery,
  type WebhookSubscription,
} from '../domain/webhooks/subscription.ts';
import { defineRoute } from '../runtime/http/route.ts';
import { rolesFor } from './access.ts';
import { instantField } from './values.ts';

const WebhookView = z.object({
  id: z.string(),
  url: z.string(),
  events: z.array(z.string()).readonly().optional().describe('Event types it receives; absent: all.'),
  paused: z.boolean(),
  since: instantField.describe('Receives events from this moment on: creation or last resume.'),
  failures: z.int().describe('Number of consecutive failed attempts.'),
  failingSince: instantField.optional().describe('When it started failing.'),
});

/** Routes about outgoing webhooks. */
export const webhookRoutes = {
  listWebhooks: defineRoute({
    method: 'GET',
    path: '/v1/webhooks',
    summary: 'List webhook subscriptions; `baton webhook` changes them',
    roles: rolesFor('listWebhooks'),
    replies: { 200: z.object({ webhooks: z.array(WebhookView).readonly() }).meta({ id: 'Webhooks' }) },
  }),
} as const;

/** Status of one event's delivery to a subscription, shown on the lead's timeline. */
export const WebhookDeliveryView = z
  .object({
    webhook: z.string(),
    status: z.enum(WEBHOOK_DELIVERY_STATUSES),
    attempts: z.int(),
    at: instantField.describe('The last attempt.'),
    lastStatus: z.int().optional().describe('Status code of the last response; absent when there was none.'),
    because: z
      .string()
      .optional()
      .describe('Why there was no response, as a code; stopped: the webhook was paused or removed.'),
    nextAt: instantField.optional().describe('The next attempt.'),
  })
  .meta({ id: 'WebhookDelivery' });

/** Returns a subscription as the API shows it, without its secret. */
export function toWebhookView(subscription: WebhookSubscription): z.input<typeof WebhookView> {
  const { events, ...rest } = subscription;
  return { ...rest, ...(events !== 'all' && { events }) };
}

/** Returns a delivery as the timeline shows it, beside its event. */
export function toWebhookDeliveryView(delivery: WebhookDelivery): z.input<typeof WebhookDeliveryView> {
  const { lead, seq, event, ...rest } = delivery;
  return rest;
}
