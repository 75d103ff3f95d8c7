import { afterAll, beforeAll, expect, it } from 'vitest';
import { BOT_TOKEN, FakeSlack } from '../../../cli/fakes/slack/fake-slack.ts';
import { buttonsOf } from '../../../cli/fakes/slack/slack-calls.ts';
import { createWebApiClient } from '../../../shared/adapters/slack/web-api-client.ts';
import { createSlackSender } from '../../../shared/channels/slack/slack-sender.ts';
import type { Notification } from '../../../shared/ports/notifier.ts';
import { aLead } from '../../support/builders/lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';

const NOTICE: Notification = {
  ...{ id: 'n1', occasion: 'assigned', to: 'kim', lead: aLead('assigned'), history: [] },
  links: { contacted: 'https://api.example/answers/1', declined: 'https://api.example/answers/2' },
};
const TO_KIM = { address: 'U0KIM01', now: MONDAY };
const fake = new FakeSlack();
let url = '';
beforeAll(async () => {
  url = await fake.start();
  fake.members.push({ id: 'U0KIM01' }, { id: 'U0LEFT1', error: 'account_inactive' });
});
afterAll(() => fake.stop());

const send = createSlackSender({
  connect: async () => createWebApiClient({ token: BOT_TOKEN, url }),
});

it('sends a direct message with a button for each link, and returns what Slack calls it', async () => {
  const result = await send(NOTICE, TO_KIM);
  const [message] = fake.messagesTo('U0KIM01');
  expect(result).toEqual({ outcome: 'sent', reference: `${message?.channel}:${message?.ts}` });
  expect(message && [...buttonsOf(message).keys()]).toEqual(['answer_contacted', 'answer_declined']);
});

it.each([
  ['U0LEFT1', 'account_inactive'],
  ['U0NOBODY', 'channel_not_found'],
])('refuses the address %s because of %s', async (address, because) => {
  expect(await send(NOTICE, { address, now: MONDAY })).toEqual({ outcome: 'refused', because });
});

it('fails while Slack does not work, so that the next channel is tried and this one again', async () => {
  fake.failures.set('chat.postMessage', { status: 503 });
  await expect(send(NOTICE, TO_KIM)).rejects.toThrow('status 503');
});

it('refuses while no workspace is connected', async () => {
  const unconnected = createSlackSender({ connect: async () => undefined });
  expect(await unconnected(NOTICE, TO_KIM)).toEqual({ outcome: 'refused', because: 'not_connected' });
});
