import { Webhook } from 'standardwebhooks';
import { beforeEach, describe, expect, it } from 'vitest';
import { InMemoryWebhookSender } from '../../../shared/adapters/in-memory/in-memory-webhook-receiver.ts';
import { InMemoryWebhookStore } from '../../../shared/adapters/in-memory/in-memory-webhook-store.ts';
import type { Lead } from '../../../shared/domain/lead/lead.ts';
import { forbidContact } from '../../../shared/domain/privacy/forbid-contact.ts';
import type { Mode } from '../../../shared/domain/shadow/shadow-mode.ts';
import { MAX_WEBHOOK_ATTEMPTS } from '../../../shared/domain/webhooks/retry.ts';
import type { WebhookResponse } from '../../../shared/ports/webhook-sender.ts';
import { signWebhook } from '../../../shared/runtime/auth/signatures.ts';
import { type DeliverDeps, deliverEvent } from '../../../shared/use-cases/webhooks/deliver-event.ts';
import { anEvent } from '../../support/builders/event.ts';
import { aLead } from '../../support/builders/lead.ts';
import { minutesAfterMonday } from '../../support/builders/moment.ts';
import { aWebhook } from '../../support/builders/webhook.ts';

const SECRET = `whsec_${Buffer.from('a secret of thirty-two bytes ...').toString('base64')}`;
const EVENT = anEvent('TouchpointAdded', { at: minutesAfterMonday(5) });
const NOW = new Date().toISOString();
const DOWN: WebhookResponse = { outcome: 'answered', status: 503 };
const FINE: WebhookResponse = { outcome: 'answered', status: 200 };

let webhooks: InMemoryWebhookStore;
let mode: Mode;
let lead: Lead | undefined;

function depsWith(receiver: InMemoryWebhookSender): DeliverDeps {
  return {
    leads: { load: async () => lead },
    mode: async () => mode,
    webhooks,
    webhookSender: receiver,
    signedHeaders: async (id, message) => (id === 'secretless' ? undefined : signWebhook(SECRET, message)),
    apiUrl: 'https://leads.example',
    random: () => 1,
  };
}

const deliver = async (receiver: InMemoryWebhookSender, attempt = 1, now = NOW) =>
  deliverEvent({ event: EVENT, attempt, now, subscriptions: await webhooks.list() }, depsWith(receiver));

const statuses = async () =>
  (await webhooks.deliveries(EVENT.lead)).map(({ webhook, status, attempts }) => [webhook, status, attempts]);

beforeEach(async () => {
  webhooks = new InMemoryWebhookStore();
  mode = 'live';
  lead = aLead('assigned', { id: EVENT.lead });
  await webhooks.save(aWebhook());
});

describe('an event', () => {
  it('of a lead whose person must not be contacted is sent only if it says so, or is the erasure', async () => {
    const { after } = forbidContact(aLead('assigned', { id: EVENT.lead }), {
      entry: { id: 'dnc_1', because: 'request' },
      now: NOW,
      eventId: 'event_9',
    }) ?? { after: undefined };
    lead = after;
    const receiver = new InMemoryWebhookSender();
    const types = ['LeadReceived', 'LeadAssigned', 'ContactForbidden', 'LeadForgotten'] as const;
    for (const [seq, type] of types.entries()) {
      const event = anEvent(type, { at: minutesAfterMonday(5), lead: EVENT.lead, seq: seq + 1 });
      await deliverEvent({ event, attempt: 1, now: NOW, subscriptions: await webhooks.list() }, depsWith(receiver));
    }
    const sent = receiver.messages.map(({ body }) => (JSON.parse(body) as { type: string }).type);
    expect(sent).toEqual(['ContactForbidden', 'LeadForgotten']);
  });

  it('is sent unchanged and signed, with a link to its lead', async () => {
    const receiver = new InMemoryWebhookSender();
    expect(await deliver(receiver)).toMatchObject({ outcome: 'done', delivered: 1 });
    const [{ url, headers, body } = { url: '', headers: {}, body: '' }] = receiver.messages;
    expect(url).toBe('https://crm.example/baton');
    expect(headers['webhook-id']).toBe(EVENT.id);
    const { type, at, ...rest } = EVENT;
    const links = { lead: `https://leads.example/v1/leads/${EVENT.lead}` };
    const message = { type, timestamp: at, data: { ...rest, links } };
    expect(new Webhook(SECRET).verify(body, headers)).toEqual(message);
    expect(await statuses()).toEqual([['crm', 'delivered', 1]]);
  });

  it('is sent once when it comes twice', async () => {
    const receiver = new InMemoryWebhookSender();
    await deliver(receiver);
    expect(await deliver(receiver)).toMatchObject({ outcome: 'done', delivered: 0 });
    expect(receiver.messages).toHaveLength(1);
  });

  it('is sent again later under the same id, only to subscribers that have not accepted it', async () => {
    await webhooks.save(aWebhook({ id: 'bi', url: 'https://bi.example' }));
    const receiver = new InMemoryWebhookSender((url, nth) => (url.includes('crm') && nth < 3 ? DOWN : FINE));
    expect(await deliver(receiver, 1)).toMatchObject({ outcome: 'retry', afterSeconds: 5 });
    expect(await statuses()).toEqual([
      ['bi', 'delivered', 1],
      ['crm', 'retrying', 1],
    ]);
    expect((await webhooks.deliveries(EVENT.lead)).at(-1)).toMatchObject({
      lastStatus: 503,
      nextAt: expect.any(String),
    });
    expect(await deliver(receiver, 2)).toMatchObject({ outcome: 'retry', afterSeconds: 15 });
    expect(await deliver(receiver, 3)).toMatchObject({ outcome: 'done', delivered: 1 });
    expect(receiver.messages.map(({ url }) => new URL(url).host).sort()).toEqual([
      'bi.example',
      'crm.example',
      'crm.example',
      'crm.example',
    ]);
    expect(new Set(receiver.messages.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(await statuses()).toEqual([
      ['bi', 'delivered', 1],
      ['crm', 'delivered', 3],
    ]);
    expect((await webhooks.list()).map(({ failures }) => failures)).toEqual([0, 0]);
  });

  it.each<[string, () => Promise<void>]>([
    ['was paused', () => webhooks.save(aWebhook({ paused: true }))],
    ['was removed', () => webhooks.remove('crm')],
    ['was resumed, which tells it of nothing before', () => webhooks.save(aWebhook({ since: minutesAfterMonday(60) }))],
  ])('is no longer tried for a subscriber that %s, and says so', async (_, stop) => {
    await webhooks.save(aWebhook({ id: 'bi', url: 'https://bi.example' }));
    const receiver = new InMemoryWebhookSender((url) => (url.includes('crm') ? DOWN : FINE));
    await deliver(receiver);
    await stop();
    expect(await deliver(receiver, 2)).toEqual({ outcome: 'done', delivered: 0, failing: [] });
    expect(receiver.messages).toHaveLength(2);
    const [bi, crm] = await webhooks.deliveries(EVENT.lead);
    expect(bi).toMatchObject({ status: 'delivered' });
    expect(crm).toMatchObject({ status: 'failed', attempts: 1, lastStatus: 503, because: 'stopped' });
    expect(crm).not.toHaveProperty('nextAt');
  });

  it('is given up after the last attempt, and sent again when the message is redriven', async () => {
    const receiver = new InMemoryWebhookSender((_, nth) => (nth === 1 ? DOWN : FINE));
    expect(await deliver(receiver, MAX_WEBHOOK_ATTEMPTS)).toMatchObject({ outcome: 'given_up' });
    expect((await webhooks.deliveries(EVENT.lead))[0]).not.toHaveProperty('nextAt');
    expect(await statuses()).toEqual([['crm', 'failed', 1]]);
    expect(await deliver(receiver, 1)).toMatchObject({ outcome: 'done' });
    expect(await statuses()).toEqual([['crm', 'delivered', 2]]);
  });

  it.each<[string, WebhookResponse]>([
    ['a redirect', { outcome: 'answered', status: 302 }],
    ['no answer', { outcome: 'not_reached', because: 'timeout' }],
  ])('is not taken by %s', async (_, answer) => {
    expect(await deliver(new InMemoryWebhookSender(() => answer))).toMatchObject({ outcome: 'retry' });
    const [delivery] = await webhooks.deliveries(EVENT.lead);
    expect(delivery).toMatchObject(answer.outcome === 'answered' ? { lastStatus: 302 } : { because: 'timeout' });
  });

  it('is not sent to a subscriber without a secret or one that does not want it', async () => {
    await webhooks.remove('crm');
    await webhooks.save(aWebhook({ id: 'secretless' }));
    await webhooks.save(aWebhook({ id: 'paused', paused: true }));
    const receiver = new InMemoryWebhookSender();
    expect(await deliver(receiver)).toMatchObject({ outcome: 'retry' });
    expect(receiver.messages).toEqual([]);
    expect((await webhooks.deliveries(EVENT.lead)).map(({ webhook, because }) => [webhook, because])).toEqual([
      ['secretless', 'no_secret'],
    ]);
  });

  it.each<[string, () => void]>([
    ['while Baton observes', () => (mode = 'shadow')],
    ['of a lead that Baton only observed', () => (lead = lead && { ...lead, shadow: true })],
    ['of a lead that there is no more', () => (lead = undefined)],
  ])('is told to nobody %s', async (_, change) => {
    change();
    const receiver = new InMemoryWebhookSender();
    expect(await deliver(receiver)).toMatchObject({ outcome: 'done', delivered: 0 });
    expect([receiver.messages, await webhooks.deliveries(EVENT.lead)]).toEqual([[], []]);
  });

  it('names a subscriber that has been failing for long', async () => {
    await webhooks.save(aWebhook({ failures: 19 }));
    const receiver = new InMemoryWebhookSender(() => DOWN);
    expect(await deliver(receiver)).toMatchObject({ failing: ['crm'] });
    expect((await webhooks.list())[0]?.failingSince).toBe(NOW);
  });
});
