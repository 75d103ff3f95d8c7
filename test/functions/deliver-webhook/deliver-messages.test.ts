import { beforeEach, describe, expect, it, vi } from 'vitest';
import { deliverMessages } from '../../../functions/deliver-webhook/deliver-messages.ts';
import { InMemoryWebhookSender } from '../../../shared/adapters/in-memory/in-memory-webhook-receiver.ts';
import { InMemoryWebhookStore } from '../../../shared/adapters/in-memory/in-memory-webhook-store.ts';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { MAX_WEBHOOK_ATTEMPTS } from '../../../shared/domain/webhooks/retry.ts';
import type { WebhookRetry } from '../../../shared/ports/webhook-retries.ts';
import type { WebhookResponse } from '../../../shared/ports/webhook-sender.ts';
import { anEvent } from '../../support/builders/event.ts';
import { aLead } from '../../support/builders/lead.ts';
import { minutesAfterMonday } from '../../support/builders/moment.ts';
import { aWebhook } from '../../support/builders/webhook.ts';
import { aRecordingRuntime } from '../../support/recorded-runtime.ts';

const DOWN: WebhookResponse = { outcome: 'answered', status: 503 };
const FINE: WebhookResponse = { outcome: 'answered', status: 204 };

let webhooks: InMemoryWebhookStore;
let hidden: (readonly [receipt: string, seconds: number])[];
let sent: (readonly [retry: WebhookRetry, seconds: number])[];

const aMessage = (id: string, attempt = 1) => ({
  id,
  receipt: `receipt of ${id}`,
  attempt,
  body: { detail: anEvent('TouchpointAdded', { id: `event_${id}`, at: minutesAfterMonday(5) }) },
});

const NOW = minutesAfterMonday(6);

/** A message with a further attempt at delivering an event to `crm`. */
const aRetry = (id: string, attempt: number) => ({
  ...aMessage(id),
  body: { retry: { event: aMessage(id).body.detail, webhook: 'crm', attempt, dueAt: NOW } },
});

function deliver(
  messages: (ReturnType<typeof aMessage> | ReturnType<typeof aRetry>)[],
  answer: (id: string) => WebhookResponse,
  broken = false,
) {
  const runtime = aRecordingRuntime();
  const receiver = new InMemoryWebhookSender();
  const deps = {
    webhooks,
    webhookSender: {
      send: async (message: Parameters<InMemoryWebhookSender['send']>[0]) => {
        await receiver.send(message);
        if (broken) throw new Error('a defect');
        return answer(message.headers['webhook-id'] ?? '');
      },
    },
    leads: { load: async () => aLead() },
    mode: async () => 'live' as const,
    signedHeaders: async (_: string, { id }: { id: string }) => ({ 'webhook-id': id }),
    apiUrl: 'https://leads.example',
    random: () => 1,
    webhookRetries: { send: async (retry: WebhookRetry, seconds: number) => void sent.push([retry, seconds]) },
    messages: { extend: async (receipt: string, seconds: number) => void hidden.push([receipt, seconds]) },
  };
  const failed = deliverMessages(messages, { now: NOW, log: runtime.log, meter: runtime.meter }, deps);
  return failed.then((ids) => {
    runtime.meter.flush();
    return { failed: ids, flushed: runtime.flushed, lines: runtime.lines };
  });
}

beforeEach(async () => {
  hidden = [];
  sent = [];
  webhooks = new InMemoryWebhookStore();
  await webhooks.save(aWebhook());
});

describe('a batch of events', () => {
  it('removes every message, and sends what was not accepted again, each after its own delay', async () => {
    const messages = [aMessage('m1'), aMessage('m2'), aRetry('m3', 4), aRetry('m4', 9)];
    const { failed, flushed } = await deliver(messages, (id) => (id === 'event_m1' ? FINE : DOWN));
    expect([failed, hidden]).toEqual([[], []]);
    expect(
      sent.map(([{ event, webhook, attempt, dueAt }, seconds]) => [event.id, webhook, attempt, dueAt, seconds]),
    ).toEqual([
      ['event_m2', 'crm', 2, addSeconds(NOW, 5), 5],
      ['event_m3', 'crm', 5, addSeconds(NOW, 135), 135],
      ['event_m4', 'crm', 10, addSeconds(NOW, 32_805), 900],
    ]);
    expect(flushed).toEqual(['WebhookDelivered=1']);
  });

  it('reads the subscriptions once per batch, and nothing else when there are none', async () => {
    await webhooks.remove('crm');
    const list = vi.spyOn(webhooks, 'list');
    const deliveries = vi.spyOn(webhooks, 'deliveries');
    const { failed } = await deliver([aMessage('m1'), aMessage('m2')], () => FINE);
    expect([failed, list.mock.calls.length, deliveries.mock.calls.length]).toEqual([[], 1, 0]);
  });

  it('moves a message to the dead-letter queue right after its last attempt', async () => {
    const { failed, lines } = await deliver([aRetry('m1', MAX_WEBHOOK_ATTEMPTS)], () => DOWN);
    expect([failed, hidden]).toEqual([['m1'], [['receipt of m1', 0]]]);
    expect(lines).toContainEqual(expect.objectContaining({ code: 'webhook_not_taken', outcome: 'given_up' }));
    const again = await deliver([{ ...aRetry('m1', MAX_WEBHOOK_ATTEMPTS), attempt: 2 }], () => DOWN);
    expect([again.failed, again.lines, hidden.length]).toEqual([['m1'], [], 2]);
  });

  it('counts a subscriber that has been failing for long, for the alarm', async () => {
    await webhooks.save(aWebhook({ failures: 30, failingSince: minutesAfterMonday(1) }));
    expect((await deliver([aMessage('m1')], () => DOWN)).flushed).toEqual(['WebhookFailing=1']);
  });

  it('leaves a message that could not be processed at all to the queue', async () => {
    const { failed, flushed, lines } = await deliver([aMessage('m1')], () => FINE, true);
    expect([failed, hidden]).toEqual([['m1'], []]);
    expect(flushed).toEqual(['CallFailed=1']);
    expect(lines).toContainEqual(expect.objectContaining({ code: 'message_failed', messageId: 'm1' }));
  });
});
