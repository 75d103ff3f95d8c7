import type { WebhookSubscription } from '../../domain/webhooks/subscription.ts';
import type { WebhookStore } from '../../ports/webhook-store.ts';
import { TtlCache, type TtlOptions } from './ttl-cache.ts';

/** Lists subscriptions of webhooks that may be as old as the TTL, to see whether anybody may want an event. */
export class CachedSubscriptions implements Pick<WebhookStore, 'list'> {
  readonly #store: Pick<WebhookStore, 'list'>;
  readonly #list: TtlCache<'list', readonly WebhookSubscription[]>;

  constructor({ store, ...ttl }: TtlOptions & { readonly store: Pick<WebhookStore, 'list'> }) {
    this.#store = store;
    this.#list = new TtlCache(ttl);
  }

  list(): Promise<readonly WebhookSubscription[]> {
    return this.#list.get('list', () => this.#store.list());
  }
}
