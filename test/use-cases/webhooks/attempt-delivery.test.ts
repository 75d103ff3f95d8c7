import { beforeEach, expect, it } from 'vitest';
import { InMemoryWebhookSender } from '../../../shared/adapters/in-memory/in-memory-webhook-receiver.ts';
import { MAX_WEBHOOK_ATTEMPTS } from '../../../shared/domain/webhooks/retry.ts';
import type { WebhookResponse } from '../../../shared/ports/webhook-sender.ts';
import { attemptDelivery, type DeliverDeps } from '../../../shared/use-cases/webhooks/attempt-delivery.ts';
import { anEvent } from '../../support/builders/event.ts';
import { minutesAfterMonday } from '../../support/builders/moment.ts';
import { aWebhook } from '../../support/builders/webhook.ts';
import { aWebhookOffice, DOWN, verifyWebhook, type WebhookOffice } from './a-webhook-office.ts';

const EVENT = anEvent('TouchpointAdded', { at: minutesAfterMonday(5) });
// Whoever verifies a signature compares its time with the clock.
const NOW = new Date().toISOString();

let office: WebhookOffice;
beforeEach(async () => {
  office = await aWebhookOffice(EVENT.lead, NOW);
});

function attempt(answer: (url: string, nth: number) => WebhookResponse, more: Partial<DeliverDeps> = {}, nth = 1) {
  const deps = { ...office.depsWith(new InMemoryWebhookSender(answer)), ...more };
  return attemptDelivery({ event: EVENT, subscriber: aWebhook(), before: undefined, attempt: nth, now: NOW }, deps);
}

it('sends the event unchanged and signed, with a link to its lead', async () => {
  const receiver = new InMemoryWebhookSender();
  const to = { event: EVENT, subscriber: aWebhook(), before: undefined, attempt: 1, now: NOW };
  expect(await attemptDelivery(to, office.depsWith(receiver))).toEqual({ outcome: 'delivered', isFailing: false });
  const [{ url, headers, body } = { url: '', headers: {}, body: '' }] = receiver.messages;
  expect(url).toBe('https://crm.example/baton');
  expect(headers['webhook-id']).toBe(EVENT.id);
  const { type, at, ...rest } = EVENT;
  const links = { lead: `https://leads.example/v1/leads/${EVENT.lead}` };
  expect(verifyWebhook(body, headers)).toEqual({ type, timestamp: at, data: { ...rest, links } });
  expect(await office.statuses()).toEqual([['crm', 'delivered', 1]]);
  expect(office.queue.nextAt).toBeUndefined();
});

it.each<[string, WebhookResponse]>([
  ['a redirect', { outcome: 'answered', status: 302 }],
  ['no answer', { outcome: 'not_reached', because: 'timeout' }],
])('takes %s for a refusal', async (_, answer) => {
  expect(await attempt(() => answer)).toMatchObject({ outcome: 'retried' });
  const [delivery] = await office.webhooks.deliveries(EVENT.lead);
  expect(delivery).toMatchObject(answer.outcome === 'answered' ? { lastStatus: 302 } : { because: 'timeout' });
});

it('queues the next attempt before it says that there is one', async () => {
  const webhookRetries = { send: () => Promise.reject(new Error('no queue')) };
  await expect(attempt(() => DOWN, { webhookRetries })).rejects.toThrow('no queue');
  expect(await office.statuses()).toEqual([]);
});

it('queues no attempt after the last one', async () => {
  expect(await attempt(() => DOWN, {}, MAX_WEBHOOK_ATTEMPTS)).toMatchObject({ outcome: 'given_up' });
  expect(office.queue.nextAt).toBeUndefined();
  expect(await office.statuses()).toEqual([['crm', 'failed', 1]]);
});

it('names a subscriber that has been failing for long', async () => {
  await office.webhooks.save(aWebhook({ failures: 19 }));
  expect(await attempt(() => DOWN)).toEqual({ outcome: 'retried', isFailing: true });
  expect((await office.webhooks.list())[0]?.failingSince).toBe(NOW);
});
