import type { LeadId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { WebhookDelivery, WebhookSubscription } from '../domain/webhooks/subscription.ts';

/** Subscriptions to events, and beside each lead what became of telling them. Not steps of a lead's life: no event tells of these. */
export interface WebhookStore {
  /** In the order of their ids. */
  list(): Promise<readonly WebhookSubscription[]>;
  save(subscription: WebhookSubscription): Promise<void>;
  remove(id: string): Promise<void>;
  /** Counts an attempt, if the subscription is still there. @returns it after the attempt */
  noteAttempt(
    id: string,
    attempt: { readonly taken: boolean; readonly now: Instant },
  ): Promise<WebhookSubscription | undefined>;
  /** Replaces what was known of this event and subscription; what is delivered stays so. */
  saveDelivery(delivery: WebhookDelivery): Promise<void>;
  /** Of a lead, or of one event of it; in the order of its timeline, then of the subscriptions' ids. */
  deliveries(lead: LeadId, seq?: number): Promise<readonly WebhookDelivery[]>;
}
