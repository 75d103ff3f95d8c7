import { beforeEach, expect, it } from 'vitest';
import { InMemoryWebhookSender } from '../../../shared/adapters/in-memory/in-memory-webhook-receiver.ts';
import { addSeconds, secondsBetween } from '../../../shared/domain/instant.ts';
import { MAX_WEBHOOK_ATTEMPTS } from '../../../shared/domain/webhooks/retry.ts';
import type { WebhookRetry } from '../../../shared/ports/webhook-retries.ts';
import { deliverEvent } from '../../../shared/use-cases/webhooks/deliver-event.ts';
import { type RetryResult, retryDelivery } from '../../../shared/use-cases/webhooks/retry-delivery.ts';
import { anEvent } from '../../support/builders/event.ts';
import { minutesAfterMonday } from '../../support/builders/moment.ts';
import { aWebhook } from '../../support/builders/webhook.ts';
import { aWebhookOffice, DOWN, FINE, type WebhookOffice } from './a-webhook-office.ts';

const EVENT = anEvent('TouchpointAdded', { at: minutesAfterMonday(5) });
const NOW = minutesAfterMonday(6);

let office: WebhookOffice;
beforeEach(async () => {
  office = await aWebhookOffice(EVENT.lead, NOW);
});

async function deliverFirst(receiver: InMemoryWebhookSender): Promise<void> {
  const input = { event: EVENT, now: office.now, subscriptions: await office.webhooks.list() };
  await deliverEvent(input, office.depsWith(receiver));
}

async function retry(message: WebhookRetry, receiver: InMemoryWebhookSender, received = 1): Promise<RetryResult> {
  const subscriptions = await office.webhooks.list();
  return retryDelivery({ retry: message, received, now: office.now, subscriptions }, office.depsWith(receiver));
}

/** Goes to when the next message is no longer held back, and takes it. */
function takeNext(): WebhookRetry {
  office.now = office.queue.nextAt ?? office.now;
  const [message] = office.queue.receive();
  if (!message) throw new Error('the queue is empty');
  return message;
}

/** Works through the queue until it is empty. Returns the outcomes in order. */
async function workThrough(receiver: InMemoryWebhookSender): Promise<readonly string[]> {
  const outcomes: string[] = [];
  while (office.queue.nextAt !== undefined) outcomes.push((await retry(takeNext(), receiver)).outcome);
  return outcomes;
}

it('is sent again under the same id until it is accepted', async () => {
  const receiver = new InMemoryWebhookSender((_, nth) => (nth < 4 ? DOWN : FINE));
  await deliverFirst(receiver);
  expect(await workThrough(receiver)).toEqual(['retried', 'retried', 'delivered']);
  expect(secondsBetween(NOW, office.now)).toBe(5 + 15 + 45);
  expect(new Set(receiver.messages.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([EVENT.id]));
  expect(await office.statuses()).toEqual([['crm', 'delivered', 4]]);
  expect((await office.webhooks.list())[0]?.failures).toBe(0);
});

it('makes all attempts over a day, however short a queue can hold a message back', async () => {
  const receiver = new InMemoryWebhookSender(() => DOWN);
  await deliverFirst(receiver);
  const outcomes = await workThrough(receiver);
  expect(receiver.messages).toHaveLength(MAX_WEBHOOK_ATTEMPTS);
  expect(outcomes.at(-1)).toBe('given_up');
  expect(outcomes.filter((one) => one === 'postponed').length).toBeGreaterThan(50);
  expect(secondsBetween(NOW, office.now) / 3600).toBeCloseTo(24.7, 1);
  const [delivery] = await office.webhooks.deliveries(EVENT.lead);
  expect(delivery).toMatchObject({ status: 'failed', attempts: MAX_WEBHOOK_ATTEMPTS });
  expect(delivery).not.toHaveProperty('nextAt');
});

it('attempts nothing more once it was given up, until it is redriven: then it starts again', async () => {
  const receiver = new InMemoryWebhookSender((_, nth) => (nth < 3 ? DOWN : FINE));
  await deliverFirst(receiver);
  const last = { ...takeNext(), attempt: MAX_WEBHOOK_ATTEMPTS };
  expect(await retry(last, receiver)).toMatchObject({ outcome: 'given_up' });
  for (const received of [2, 3]) expect(await retry(last, receiver, received)).toEqual({ outcome: 'set_aside' });
  expect(receiver.messages).toHaveLength(2);
  office.now = addSeconds(office.now, 3 * 24 * 3600);
  expect(await retry(last, receiver)).toMatchObject({ outcome: 'delivered' });
  expect(await office.statuses()).toEqual([['crm', 'delivered', 3]]);
});

it('that is redriven and refused again gets all its attempts', async () => {
  const receiver = new InMemoryWebhookSender(() => DOWN);
  await deliverFirst(receiver);
  const last = { ...takeNext(), attempt: MAX_WEBHOOK_ATTEMPTS };
  await retry(last, receiver);
  expect(await retry(last, receiver)).toMatchObject({ outcome: 'retried' });
  expect(takeNext()).toMatchObject({ attempt: 2 });
});

it('is dropped when it comes twice', async () => {
  const receiver = new InMemoryWebhookSender((_, nth) => (nth < 3 ? DOWN : FINE));
  await deliverFirst(receiver);
  const first = takeNext();
  expect(await retry(first, receiver)).toMatchObject({ outcome: 'retried' });
  expect(await retry(first, receiver, 2)).toEqual({ outcome: 'dropped' });
  const second = takeNext();
  expect(await retry(second, receiver)).toMatchObject({ outcome: 'delivered' });
  expect(await retry(second, receiver, 2)).toEqual({ outcome: 'dropped' });
  expect(receiver.messages).toHaveLength(3);
});

it('is repeated when its outcome could not be saved, and the attempt queued meanwhile is dropped', async () => {
  const receiver = new InMemoryWebhookSender(() => DOWN);
  await deliverFirst(receiver);
  const first = takeNext();
  const subscriptions = await office.webhooks.list();
  const deps = office.depsWith(receiver);
  const broken = { ...deps.webhooks, saveDelivery: () => Promise.reject(new Error('no store')) };
  const webhooks = {
    ...broken,
    deliveries: office.webhooks.deliveries.bind(office.webhooks),
    recordAttempt: office.webhooks.recordAttempt.bind(office.webhooks),
  };
  const input = { retry: first, received: 1, now: office.now, subscriptions };
  await expect(retryDelivery(input, { ...deps, webhooks })).rejects.toThrow('no store');
  office.now = addSeconds(office.now, 1);
  expect(await retry(first, receiver, 2)).toMatchObject({ outcome: 'retried' });
  expect(await retry(takeNext(), receiver)).toEqual({ outcome: 'dropped' });
  expect(await retry(takeNext(), receiver)).toMatchObject({ outcome: 'retried' });
});

it.each<[string, () => Promise<void>]>([
  ['was paused', () => office.webhooks.save(aWebhook({ paused: true }))],
  ['was removed', () => office.webhooks.remove('crm')],
  [
    'was resumed, which tells it of nothing before',
    () => office.webhooks.save(aWebhook({ since: minutesAfterMonday(60) })),
  ],
])('is no longer made for a subscriber that %s, and says so', async (_, stop) => {
  const receiver = new InMemoryWebhookSender(() => DOWN);
  await deliverFirst(receiver);
  await stop();
  expect(await workThrough(receiver)).toEqual(['dropped']);
  expect(receiver.messages).toHaveLength(1);
  const [crm] = await office.webhooks.deliveries(EVENT.lead);
  expect(crm).toMatchObject({ status: 'failed', attempts: 1, lastStatus: 503, because: 'stopped' });
  expect(crm).not.toHaveProperty('nextAt');
});
