import { expect, it } from 'vitest';
import { InMemoryWebhookStore } from '../../../shared/adapters/in-memory/in-memory-webhook-store.ts';
import { CachedSubscriptions } from '../../../shared/adapters/in-process/cached-subscriptions.ts';
import { aWebhook } from '../../support/builders/webhook.ts';

it('lists the subscriptions of some seconds ago, also that there were none', async () => {
  const time = { now: 0 };
  const store = new InMemoryWebhookStore();
  const subscriptions = new CachedSubscriptions({ store, ttlMilliseconds: 10_000, clock: () => time.now });
  expect(await subscriptions.list()).toEqual([]);
  await store.save(aWebhook());
  time.now = 9_999;
  expect(await subscriptions.list()).toEqual([]);
  time.now = 10_000;
  expect(await subscriptions.list()).toEqual([aWebhook()]);
});
