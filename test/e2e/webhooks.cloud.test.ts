import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { webhookRoutes } from '../../shared/api/webhooks.ts';
import { runBaton } from './baton-command.ts';
import { eventually } from './eventually.ts';
import { call, readTimeline } from './http.ts';
import { aNewPerson, postLead } from './leads.ts';
import { startWebhookReceiver } from './webhook-receiver.ts';

const { apiUrl, keys } = inject('deployed');
const ID = 'crm-of-the-tests';
const OTHER = 'warehouse-of-the-tests';

const webhook = (...words: readonly string[]) => runBaton('webhook', ...words);

async function listed() {
  const reply = await call('GET', '/v1/webhooks', { key: keys.admin });
  return webhookRoutes.listWebhooks.replies[200].parse(reply.json()).webhooks.filter(({ id }) => id === ID);
}

let receiver: Awaited<ReturnType<typeof startWebhookReceiver>>;
let secret: string;

beforeAll(async () => {
  receiver = await startWebhookReceiver();
  const said = await webhook('add', ID, receiver.url, '--events', 'LeadReceived');
  secret = /Secret: (whsec_\S+)/.exec(said)?.[1] ?? '';
  // The relay keeps the list of subscriptions for a moment; until then nothing is sent to a new one.
  const posted: string[] = [];
  await eventually(async () => {
    posted.push(await postLead(aNewPerson()));
    expect(posted.flatMap(messagesOf)).not.toEqual([]);
  });
});
afterAll(async () => {
  await webhook('remove', ID);
  await receiver.stop();
});

const messagesOf = (lead: string) => receiver.received.filter(({ body }) => body.includes(lead));

describe('a subscriber', () => {
  it('is sent an event, signed and under one id, until it accepts it, and the timeline shows the deliveries', async () => {
    expect(await listed()).toMatchObject([{ url: receiver.url, events: ['LeadReceived'], paused: false }]);
    const fields = aNewPerson();
    const lead = await postLead(fields);
    const deliveryOf = async () => {
      const [first] = await readTimeline(lead);
      return first?.deliveries?.find((delivery) => delivery.webhook === ID);
    };
    await eventually(async () =>
      expect(await deliveryOf()).toMatchObject({ status: 'retrying', lastStatus: 503, nextAt: expect.any(String) }),
    );
    await eventually(async () =>
      expect(await deliveryOf()).toMatchObject({ status: 'delivered', attempts: 3, lastStatus: 204 }),
    );
    const messages = messagesOf(lead);
    expect(messages.map(({ status }) => status)).toEqual([503, 503, 204]);
    const [event, ...later] = await readTimeline(lead);
    expect(new Set(messages.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([event?.id]));
    for (const { body, headers } of messages) {
      expect(new Webhook(secret).verify(body, headers)).toEqual({
        type: 'LeadReceived',
        timestamp: event?.at,
        data: {
          id: event?.id,
          lead,
          seq: 1,
          actor: event?.actor,
          data: event?.data,
          links: { lead: `${apiUrl}/v1/leads/${lead}` },
        },
      });
      expect(body).not.toContain(fields.email);
      expect(body).not.toContain('Nora');
    }
    expect(later.flatMap(({ deliveries = [] }) => deliveries)).toEqual([]);
    await eventually(async () => expect((await listed())[0]?.failures).toBe(0));
  });

  it('that is down delays no other, and gets what it missed when it is back', async () => {
    let isDown = true;
    const other = await startWebhookReceiver(() => isDown);
    await webhook('add', OTHER, other.url, '--events', 'LeadReceived');
    try {
      const lead = await postLead(aNewPerson());
      const deliveryTo = async (id: string) => {
        const [first] = await readTimeline(lead);
        return first?.deliveries?.find((delivery) => delivery.webhook === id);
      };
      await eventually(async () =>
        expect(await deliveryTo(OTHER)).toMatchObject({ status: 'retrying', lastStatus: 503 }),
      );
      await eventually(async () => expect(await deliveryTo(ID)).toMatchObject({ status: 'delivered', attempts: 3 }));
      expect(await deliveryTo(OTHER)).toMatchObject({ status: 'retrying' });
      isDown = false;
      await eventually(async () => expect(await deliveryTo(OTHER)).toMatchObject({ status: 'delivered' }));
      const taken = other.received.filter(({ body, status }) => body.includes(lead) && status === 204);
      expect(taken).toHaveLength(1);
      expect(messagesOf(lead).filter(({ status }) => status === 204)).toHaveLength(1);
    } finally {
      await webhook('remove', OTHER);
      await other.stop();
    }
  });

  it('gets a test message that it can verify', async () => {
    expect(await webhook('test', ID)).toContain('Accepted: the receiver answered 204');
    const { body = '', headers = {} } = receiver.received.find(({ body }) => body.includes('baton.test')) ?? {};
    expect(new Webhook(secret).verify(body, headers)).toMatchObject({ type: 'baton.test' });
  });

  it('gets nothing while it is paused', async () => {
    await webhook('pause', ID);
    expect(await listed()).toMatchObject([{ paused: true }]);
    const lead = await postLead(aNewPerson());
    await webhook('resume', ID);
    const next = await postLead(aNewPerson());
    await eventually(async () => expect(messagesOf(next)).not.toEqual([]));
    expect(messagesOf(lead)).toEqual([]);
  });
});
