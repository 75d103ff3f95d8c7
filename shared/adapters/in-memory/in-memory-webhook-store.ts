import type { LeadId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { recordAttempt, type WebhookDelivery, type WebhookSubscription } from '../../domain/webhooks/subscription.ts';
import type { WebhookStore } from '../../ports/webhook-store.ts';
import { copyFrozen } from './frozen-copy.ts';

/** Fake of the webhook store: subscriptions and delivery status. */
export class InMemoryWebhookStore implements WebhookStore {
  readonly #subscriptions = new Map<string, WebhookSubscription>();
  readonly #deliveries = new Map<string, WebhookDelivery>();

  async list(): Promise<readonly WebhookSubscription[]> {
    return [...this.#subscriptions.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  async save(subscription: WebhookSubscription): Promise<void> {
    this.#subscriptions.set(subscription.id, copyFrozen(subscription));
  }

  async remove(id: string): Promise<void> {
    this.#subscriptions.delete(id);
  }

  async recordAttempt(id: string, attempt: { readonly taken: boolean; readonly now: Instant }) {
    const before = this.#subscriptions.get(id);
    if (!before) return undefined;
    const after = recordAttempt(before, attempt);
    this.#subscriptions.set(id, copyFrozen(after));
    return after;
  }

  async saveDelivery(delivery: WebhookDelivery): Promise<void> {
    const key = `${delivery.lead} ${String(delivery.seq).padStart(6, '0')} ${delivery.webhook}`;
    if (this.#deliveries.get(key)?.status !== 'delivered') this.#deliveries.set(key, copyFrozen(delivery));
  }

  async deliveries(lead: LeadId, seq?: number): Promise<readonly WebhookDelivery[]> {
    return [...this.#deliveries]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, delivery]) => delivery)
      .filter((delivery) => delivery.lead === lead && (seq === undefined || delivery.seq === seq));
  }
}
