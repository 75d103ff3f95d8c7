import { expect, it } from 'vitest';
import { InMemoryWebhookSender } from '../../shared/adapters/in-memory/in-memory-webhook-receiver.ts';
import { addSeconds, type Instant } from '../../shared/domain/instant.ts';
import { deliverEvent } from '../../shared/use-cases/webhooks/deliver-event.ts';
import { retryDelivery } from '../../shared/use-cases/webhooks/retry-delivery.ts';
import { anEvent } from '../support/builders/event.ts';
import { MONDAY } from '../support/builders/moment.ts';
import { aWebhook } from '../support/builders/webhook.ts';
import { aWebhookOffice, DOWN, FINE } from '../use-cases/webhooks/a-webhook-office.ts';

const HOUR = 3600;
const OUTAGE_HOURS = 6;
const EVENTS = 300;

it('one subscriber that is down for hours delays no other, and gets everything once it is back', async () => {
  const office = await aWebhookOffice('lead_0', MONDAY);
  await office.webhooks.save(aWebhook({ id: 'bi', url: 'https://bi.example' }));
  const arrivals = { crm: new Map<string, Instant>(), bi: new Map<string, Instant>() };
  const back = addSeconds(MONDAY, OUTAGE_HOURS * HOUR);
  const sender = new InMemoryWebhookSender((url) => (url.includes('crm') && office.now < back ? DOWN : FINE));
  const send = sender.send.bind(sender);
  sender.send = async (message) => {
    const answer = await send(message);
    const to = message.url.includes('crm') ? arrivals.crm : arrivals.bi;
    if (answer === FINE) to.set(message.headers['webhook-id'] ?? '', office.now);
    return answer;
  };
  const deps = office.depsWith(sender);
  const workUntil = async (until: Instant) => {
    while (office.queue.nextAt !== undefined && office.queue.nextAt <= until) {
      office.now = office.queue.nextAt;
      const subscriptions = await office.webhooks.list();
      for (const retry of office.queue.receive())
        await retryDelivery({ retry, received: 1, now: office.now, subscriptions }, deps);
    }
    office.now = until;
  };

  const sent = new Map<string, Instant>();
  for (let seq = 1; seq <= EVENTS; seq += 1) {
    await workUntil(addSeconds(MONDAY, seq * 60));
    const event = anEvent('TouchpointAdded', { lead: 'lead_0', seq, at: office.now });
    sent.set(event.id, office.now);
    await deliverEvent({ event, now: office.now, subscriptions: await office.webhooks.list() }, deps);
  }
  expect(arrivals.bi).toEqual(sent);
  expect(arrivals.crm.size).toBe(0);
  expect((await office.webhooks.list()).map(({ id, failingSince }) => [id, failingSince !== undefined])).toEqual([
    ['bi', false],
    ['crm', true],
  ]);

  await workUntil(addSeconds(MONDAY, 24 * HOUR));
  expect([...arrivals.crm.keys()].sort()).toEqual([...sent.keys()].sort());
  expect(office.queue.nextAt).toBeUndefined();
  const toOther = sender.messages.filter(({ url }) => url.includes('bi'));
  expect(toOther).toHaveLength(EVENTS);
  expect((await office.webhooks.list()).map(({ failures }) => failures)).toEqual([0, 0]);
});
