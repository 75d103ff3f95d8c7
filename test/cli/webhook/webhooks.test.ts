import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import {
  addWebhook,
  endWebhookRotation,
  listWebhooks,
  pauseWebhook,
  removeWebhook,
  rotateWebhookSecret,
  sendTestMessage,
  type WebhookDeps,
} from '../../../cli/webhook/webhooks.ts';
import { InMemoryWebhookSender } from '../../../shared/adapters/in-memory/in-memory-webhook-receiver.ts';
import { InMemoryWebhookStore } from '../../../shared/adapters/in-memory/in-memory-webhook-store.ts';
import type { WebhookResponse } from '../../../shared/ports/webhook-sender.ts';

function aDesk(answer?: () => WebhookResponse) {
  let text = '{"other":["whsec_other"]}';
  const sender = new InMemoryWebhookSender(answer);
  const desk: WebhookDeps = {
    webhooks: new InMemoryWebhookStore(),
    readSecrets: async () => text,
    writeSecrets: async (written) => {
      text = written;
    },
    sender,
    local: false,
    now: new Date().toISOString(),
  };
  return { desk, sender, secrets: () => JSON.parse(text) as Record<string, string[]> };
}

const CRM = { id: 'crm', url: 'https://crm.example/baton' };

describe('baton webhook', () => {
  it('adds a subscription with its own secret, shows the secret once, and lists it without', async () => {
    const { desk, secrets } = aDesk();
    const said = await addWebhook(desk, { ...CRM, events: ['LeadClosed', 'LeadAssigned'] });
    const [secret] = secrets().crm ?? [];
    expect(secrets()).toEqual({ other: ['whsec_other'], crm: [expect.stringMatching(/^whsec_/)] });
    expect(said).toContain(`Secret: ${secret}`);
    expect(await desk.webhooks.list()).toMatchObject([
      { ...CRM, events: ['LeadClosed', 'LeadAssigned'], paused: false },
    ]);
    const listed = await listWebhooks(desk);
    expect(listed).toMatch(/^crm {2}https:\/\/crm\.example\/baton {2}LeadClosed,LeadAssigned {2}on$/);
    expect(listed).not.toContain('whsec_');
  });

  it.each([
    [{ ...CRM, url: 'http://crm.example' }, /begin with https/],
    [{ ...CRM, url: 'https://10.0.0.1' }, /private network/],
    [{ ...CRM, url: 'crm' }, /not a web URL/],
    [{ ...CRM, id: 'my crm' }, /letters, digits/],
    [{ ...CRM, events: ['LeadWon'] }, /no event LeadWon/],
  ])('refuses %j and stores nothing', async (wanted, why) => {
    const { desk, secrets } = aDesk();
    await expect(addWebhook(desk, wanted)).rejects.toThrow(why);
    expect(await desk.webhooks.list()).toEqual([]);
    expect(secrets()).toEqual({ other: ['whsec_other'] });
  });

  it('refuses a second subscription with the same id, so that its secret stays', async () => {
    const { desk, secrets } = aDesk();
    await addWebhook(desk, CRM);
    const before = secrets();
    await expect(addWebhook(desk, CRM)).rejects.toThrow(/already/);
    expect(secrets()).toEqual(before);
  });

  it('sends a test message that the receiver can verify, and shows the response', async () => {
    const { desk, sender, secrets } = aDesk();
    await addWebhook(desk, CRM);
    expect(await sendTestMessage(desk, 'crm')).toBe('Accepted: the receiver answered 204');
    const [{ body, headers } = { body: '', headers: {} }] = sender.messages;
    expect(new Webhook(secrets().crm?.[0] ?? '').verify(body, headers)).toMatchObject({ type: 'baton.test' });
    const down = aDesk(() => ({ outcome: 'not_reached', because: 'timeout' }));
    await addWebhook(down.desk, CRM);
    await expect(sendTestMessage(down.desk, 'crm')).rejects.toThrow('Not reached: timeout');
  });

  it('replaces a secret: both sign until the former one is forgotten', async () => {
    const { desk, secrets } = aDesk();
    await addWebhook(desk, CRM);
    const [former = ''] = secrets().crm ?? [];
    expect(await endWebhookRotation(desk, 'crm')).toContain('no secret is being replaced');
    const said = await rotateWebhookSecret(desk, 'crm');
    const [newest = ''] = secrets().crm ?? [];
    expect(newest).not.toBe(former);
    expect(secrets()).toEqual({ other: ['whsec_other'], crm: [newest, former] });
    expect(said).toContain(`Secret: ${newest}`);
    expect(said).not.toContain(former);
    await expect(rotateWebhookSecret(desk, 'crm')).rejects.toThrow('baton webhook rotate crm --end');
    expect(await endWebhookRotation(desk, 'crm')).not.toContain('whsec_');
    expect(secrets()).toEqual({ other: ['whsec_other'], crm: [newest] });
    await expect(rotateWebhookSecret(desk, 'wins')).rejects.toThrow('There is no webhook wins.');
  });

  it('pauses and resumes a subscription, and removes it with its secret', async () => {
    const { desk, secrets } = aDesk();
    await addWebhook(desk, CRM);
    await pauseWebhook(desk, 'crm', true);
    expect(await listWebhooks(desk)).toMatch(/paused$/);
    const later = new Date(Date.parse(desk.now) + 60_000).toISOString();
    await pauseWebhook({ ...desk, now: later }, 'crm', false);
    expect(await desk.webhooks.list()).toMatchObject([{ paused: false, since: later }]);
    expect(await listWebhooks(desk)).toMatch(/on$/);
    await removeWebhook(desk, 'crm');
    expect(await listWebhooks(desk)).toMatch(/^There are no/);
    expect(secrets()).toEqual({ other: ['whsec_other'] });
    await expect(removeWebhook(desk, 'crm')).rejects.toThrow('There is no webhook crm.');
  });
});
