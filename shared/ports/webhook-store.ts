import type { LeadId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { WebhookDelivery, WebhookSubscription } from '../domain/webhooks/subscription.ts';

/**
 * Stores subscriptions to events and, beside each lead, the state of their deliveries. These are not transitions of the
 * lead, so there are no events.
 */
export interface WebhookStore {
  /** Lists subscriptions by id. */
  list(): Promise<readonly WebhookSubscription[]>;
  save(subscription: WebhookSubscription): Promise<void>;
  remove(id: string): Promise<void>;
  /** Counts an attempt, if the subscription still exists. @returns the subscription after the attempt */
  recordAttempt(
    id: string,
    attempt: { readonly taken: boolean; readonly now: Instant },
  ): Promise<WebhookSubscription | undefined>;
  /** Replaces the delivery of this event to this subscription; one that is delivered stays so. */
  saveDelivery(delivery: WebhookDelivery): Promise<void>;
  /** Lists the deliveries of a lead or of one of its events, by timeline order, then by subscription id. */
  deliveries(lead: LeadId, seq?: number): Promise<readonly WebhookDelivery[]>;
}
