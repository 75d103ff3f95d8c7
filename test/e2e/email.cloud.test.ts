import { expect, inject, it } from 'vitest';
import { readSentMails } from '../../cli/demo/outbox.ts';
import { eventually } from './eventually.ts';
import { call, readLead, readTimeline } from './http.ts';
import { aNewPerson, postLead } from './leads.ts';
import { notificationsOf } from './notifications.ts';

const { apiEndpoint } = inject('deployed');

/** Waits for the first mail about a lead. */
function waitForMail(lead: string) {
  return eventually(async () => {
    const mail = (await readSentMails(apiEndpoint)).find(({ BodyText }) => BodyText?.includes(lead));
    expect(mail, `mail about ${lead}`).toBeDefined();
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
