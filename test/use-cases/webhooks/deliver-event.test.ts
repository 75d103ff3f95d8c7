import { beforeEach, describe, expect, it } from 'vitest';
import { InMemoryWebhookSender } from '../../../shared/adapters/in-memory/in-memory-webhook-receiver.ts';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { forbidContact } from '../../../shared/domain/privacy/forbid-contact.ts';
import { deliverEvent } from '../../../shared/use-cases/webhooks/deliver-event.ts';
import { anEvent } from '../../support/builders/event.ts';
import { aLead } from '../../support/builders/lead.ts';
import { minutesAfterMonday } from '../../support/builders/moment.ts';
import { aWebhook } from '../../support/builders/webhook.ts';
import { aWebhookOffice, DOWN, FINE, type WebhookOffice } from './a-webhook-office.ts';

const EVENT = anEvent('TouchpointAdded', { at: minutesAfterMonday(5) });
const NOW = minutesAfterMonday(6);

let office: WebhookOffice;

const deliver = async (receiver: InMemoryWebhookSender) =>
  deliverEvent({ event: EVENT, now: NOW, subscriptions: await office.webhooks.list() }, office.depsWith(receiver));

beforeEach(async () => {
  office = await aWebhookOffice(EVENT.lead, NOW);
});

describe('an event', () => {
  it('of a lead whose person must not be contacted is sent only if it says so, or is the erasure', async () => {
    const { after } = forbidContact(aLead('assigned', { id: EVENT.lead }), {
      entry: { id: 'dnc_1', because: 'request' },
      now: NOW,
      eventId: 'event_9',
    }) ?? { after: undefined };
    office.lead = after;
    const receiver = new InMemoryWebhookSender();
    const types = ['LeadReceived', 'LeadAssigned', 'ContactForbidden', 'LeadForgotten'] as const;
    for (const [seq, type] of types.entries()) {
      const event = anEvent(type, { at: minutesAfterMonday(5), lead: EVENT.lead, seq: seq + 1 });
      await deliverEvent({ event, now: NOW, subscriptions: await office.webhooks.list() }, office.depsWith(receiver));
    }
    const sent = receiver.messages.map(({ body }) => (JSON.parse(body) as { type: string }).type);
    expect(sent).toEqual(['ContactForbidden', 'LeadForgotten']);
  });

  it('is sent once when it comes twice', async () => {
    const receiver = new InMemoryWebhookSender();
    await deliver(receiver);
    expect(await deliver(receiver)).toEqual([]);
    expect(receiver.messages).toHaveLength(1);
  });

  it('is retried for the subscriber that did not accept it, and for no other', async () => {
    await office.webhooks.save(aWebhook({ id: 'bi', url: 'https://bi.example' }));
    const receiver = new InMemoryWebhookSender((url) => (url.includes('crm') ? DOWN : FINE));
    expect((await deliver(receiver)).map(({ outcome }) => outcome).sort()).toEqual(['delivered', 'retried']);
    expect(await office.statuses()).toEqual([
      ['bi', 'delivered', 1],
      ['crm', 'retrying', 1],
    ]);
    const dueAt = addSeconds(NOW, 5);
    expect((await office.webhooks.deliveries(EVENT.lead)).at(-1)).toMatchObject({ lastStatus: 503, nextAt: dueAt });
    office.now = dueAt;
    expect(office.queue.receive()).toEqual([{ event: EVENT, webhook: 'crm', attempt: 2, dueAt }]);
  });

  it('that comes again while a retry is pending starts no second one', async () => {
    const receiver = new InMemoryWebhookSender(() => DOWN);
    await deliver(receiver);
    expect(await deliver(receiver)).toEqual([]);
    expect(receiver.messages).toHaveLength(1);
  });

  it('comes again when a retry could not be queued, after all other subscribers got it', async () => {
    await office.webhooks.save(aWebhook({ id: 'bi', url: 'https://bi.example' }));
    const receiver = new InMemoryWebhookSender((url, nth) => (url.includes('crm') && nth === 1 ? DOWN : FINE));
    const webhookRetries = { send: () => Promise.reject(new Error('no queue')) };
    const input = { event: EVENT, now: NOW, subscriptions: await office.webhooks.list() };
    await expect(deliverEvent(input, { ...office.depsWith(receiver), webhookRetries })).rejects.toThrow('no queue');
    expect(await office.statuses()).toEqual([['bi', 'delivered', 1]]);
    expect(await deliver(receiver)).toMatchObject([{ outcome: 'delivered' }]);
    expect(await office.statuses()).toEqual([
      ['bi', 'delivered', 1],
      ['crm', 'delivered', 1],
    ]);
  });

  it('is not sent to a subscriber without a secret or one that does not want it', async () => {
    await office.webhooks.remove('crm');
    await office.webhooks.save(aWebhook({ id: 'secretless' }));
    await office.webhooks.save(aWebhook({ id: 'paused', paused: true }));
    const receiver = new InMemoryWebhookSender();
    expect(await deliver(receiver)).toMatchObject([{ outcome: 'retried' }]);
    expect(receiver.messages).toEqual([]);
    expect((await office.webhooks.deliveries(EVENT.lead)).map(({ webhook, because }) => [webhook, because])).toEqual([
      ['secretless', 'no_secret'],
    ]);
  });

  it.each<[string, () => void]>([
    ['while Baton observes', () => (office.mode = 'shadow')],
    ['of a lead that Baton only observed', () => (office.lead = office.lead && { ...office.lead, shadow: true })],
    ['of a lead that there is no more', () => (office.lead = undefined)],
  ])('is told to nobody %s', async (_, change) => {
    change();
    const receiver = new InMemoryWebhookSender();
    expect(await deliver(receiver)).toEqual([]);
    expect([receiver.messages, await office.webhooks.deliveries(EVENT.lead)]).toEqual([[], []]);
  });
});
