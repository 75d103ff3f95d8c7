import type { WebhookSubscription } from '../../../shared/domain/webhooks/subscription.ts';
import { MONDAY } from './moment.ts';

/** Builds a subscription to all events since Monday, without any failed delivery. */
export function aWebhook(overrides: Partial<WebhookSubscription> = {}): WebhookSubscription {
  return {
    id: 'crm',
    url: 'https://crm.example/baton',
    events: 'all',
    paused: false,
    since: MONDAY,
    failures: 0,
    ...overrides,
  };
}
