import { ListTopicsCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { expect, inject, it } from 'vitest';
import { readSentMails } from '../../cli/demo/sent-mails.ts';
import { encodeTagId } from '../../shared/channels/email/bounce.ts';
import { eventually } from './eventually.ts';
import { call, readLead, readTimeline } from './http.ts';
import { aNewPerson, postLead } from './leads.ts';
import { notificationsOf, waitForOwnerNotification } from './notifications.ts';

const { apiEndpoint, endpoint, keys, region } = inject('deployed');

/** Waits for the first mail about a lead. */
function waitForMail(lead: string) {
  return eventually(async () => {
    const mail = (await readSentMails(apiEndpoint)).find(({ BodyText }) => BodyText?.includes(lead));
    const { text: timeline } = await call('GET', `/v1/leads/${lead}/timeline`, { key: keys.admin });
    expect(mail, `mail about ${lead}: ${timeline}`).toBeDefined();
    if (mail === undefined) throw new Error('unreachable');
    return mail;
  });
}

it('sends a mail to a rep with an address, who answers by its button', async () => {
  const person = aNewPerson({ product: 'mailed', message: 'Please <b>call</b>' });
  const lead = await postLead(person);
  const mail = await waitForMail(lead);
  expect(mail.To).toEqual(['uma.post@acme.example']);
  expect(mail.Subject).toBe(`Lead: demo request (${lead.slice(-6)})`);
  expect(mail.BodyText).toContain('You have a new lead: Nora Lind, Lindwerk');
  expect(mail.BodyHtml).toContain('Please &lt;b&gt;call&lt;/b&gt;');
  expect(mail.BodyText).toContain(person.email);

  const [, link = ''] = /I have been in touch: (\S+)/.exec(mail.BodyText ?? '') ?? [];
  expect(mail.BodyHtml).toContain(`href="${link}"`);
  expect((await call('GET', link)).text).toContain('<form');
  expect(await readLead(lead)).toMatchObject({ state: 'assigned', owner: 'uma.post' });
  expect((await call('POST', link)).status).toBe(200);
  expect(await readLead(lead)).toMatchObject({ state: 'working', owner: 'uma.post' });
  expect((await readTimeline(lead)).map(({ type }) => type)).toContain('RepNotified');
  // One channel is enough.
  expect(await notificationsOf(lead)).toEqual([]);
  expect((await readSentMails(apiEndpoint)).filter(({ BodyText }) => BodyText?.includes(lead))).toHaveLength(1);
});

/** Reports a bounce as SES does: the local cloud's SES reports none by configuration set. */
async function reportBounce(lead: string): Promise<void> {
  const sns = new SNSClient({ endpoint, region, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });
  const { Topics = [] } = await sns.send(new ListTopicsCommand());
  const topic = Topics.find(({ TopicArn }) => TopicArn?.includes('Bounces'));
  const tags = { lead: [lead], notice: [encodeTagId(`${lead}.1.assigned`)] };
  const mail = { messageId: 'm', destination: ['uma.post@acme.example'], tags };
  const Message = JSON.stringify({ eventType: 'Bounce', bounce: { bounceType: 'Permanent' }, mail });
  await sns.send(new PublishCommand({ TopicArn: topic?.TopicArn, Message }));
}

it('tells the rep by their next channel when a mail bounces', async () => {
  const lead = await postLead(aNewPerson({ product: 'mailed' }));
  await waitForMail(lead);
  await eventually(async () => expect((await readTimeline(lead)).at(-1)?.type).toBe('RepNotified'));
  await reportBounce(lead);
  expect((await waitForOwnerNotification(lead)).data.to).toBe('uma.post');
});
