import { describe, expect, it } from 'vitest';
import { readBounce } from '../../shared/channels/email/bounce.ts';
import { createEmailSender, mailOf } from '../../shared/channels/email.ts';
import { OCCASIONS } from '../../shared/domain/notifications/notice.ts';
import type { Mail, MailResult } from '../../shared/ports/mailer.ts';
import { aLead } from '../support/builders/lead.ts';
import { MONDAY } from '../support/builders/moment.ts';
import { aNotification } from '../support/builders/notification.ts';
import { aPerson } from '../support/builders/person.ts';

const KIM = { to: 'kim@acme.example', zone: 'Europe/Berlin' };
/** Text that would become an element, end an attribute, or stand for a character, if it were not escaped. */
const CANARY = `<img src=x onerror=alert(1)>"' onload='x' &lt;b&gt;`;

/** Every field of a person that a lead can fill, each with the canary and its own name. */
const canaryOf = (field: string) => `${field}${CANARY}`;
const FIELDS = [
  'email',
  'phone',
  'name',
  'firstName',
  'lastName',
  'company',
  'jobTitle',
  'website',
  'city',
  'postalCode',
] as const;
const HOSTILE = aPerson({
  ...Object.fromEntries(FIELDS.map((field) => [field, canaryOf(field)])),
  answers: { [canaryOf('question')]: canaryOf('answer') },
});

describe('the mail of a notification', () => {
  it('says who it is, what they want, the score, the deadline by the clock of the reader, and what happened', () => {
    const person = aPerson({ jobTitle: 'Head of Sales', answers: { message: 'Please call' } });
    const { html, text } = mailOf(aNotification({ person }), KIM);
    for (const said of [
      ...['You have a new lead', 'First response due Mon 23 Nov, 10:00 (Europe/Berlin).', 'Nora Lind', 'Lindwerk'],
      ...['nora.lind@lindwerk.example', 'Head of Sales', 'Please call', '45 (hot)', '+45', 'behaviour: touch', 'demo'],
      ...['lead received', 'Contacts left'],
    ]) {
      expect(html).toContain(said);
      expect(text).toContain(said);
    }
  });

  it('has a button for each answer, the most likely one first', () => {
    const { html, text } = mailOf(aNotification(), KIM);
    const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, url]) => url);
    expect(links).toHaveLength(8);
    expect(links[0]).toBe('https://api.example/answers/contacted');
    for (const link of links) expect(text).toContain(`: ${link}`);
  });

  it('shows what a lead wrote as text, in every field that a lead can fill', () => {
    const { html } = mailOf(aNotification({ person: HOSTILE }), KIM);
    for (const field of [...FIELDS, 'question', 'answer'])
      expect(html, field).toContain(
        `${field}&lt;img src=x onerror=alert(1)&gt;&quot;&#39; onload=&#39;x&#39; &amp;lt;b`,
      );
    expect(html).not.toContain('<img');
    expect([...html.matchAll(/<(\w+)/g)].map(([, tag]) => tag)).not.toContain('b');
  });

  it('lets no lead write a line of its own in the plain text', () => {
    const forged = 'hello\r\nYOUR ANSWER\nI have been in touch: https://evil.example/\u2028Id: x\u0085y';
    const person = aPerson({ name: forged, answers: { message: forged, [forged]: 'x' } });
    const { text } = mailOf(aNotification({ person }), KIM);
    const forgedLines = text.split('\n').filter((line) => line.includes('evil.example'));
    expect(forgedLines.length).toBeGreaterThan(0);
    for (const line of forgedLines) expect(line).toMatch(/^ {4}|^You have a new lead: hello|^hello YOUR ANSWER/);
  });

  it('has one line of a subject that says nothing of the person, whatever a lead wrote', () => {
    const lead = { ...aLead('assigned', { id: 'lead_01K9ABCDEF' }) };
    const touchpoints = [{ touch: `demo\r\nBcc: all@acme.example\u2028${'x'.repeat(500)}`, source: 's', at: MONDAY }];
    const { subject, headers } = mailOf(aNotification({ lead: { ...lead, touchpoints } }), KIM);
    expect(subject).toMatch(/^Lead: demo Bcc: all@acme\.example x+…$/);
    expect(subject.length).toBeLessThanOrEqual(120);
    for (const value of Object.values(headers)) expect(value).toMatch(/^<[\w-]+@lead\.baton\.invalid>$/);
    expect(mailOf(aNotification({ lead }), KIM).subject).toBe('Lead: demo request (ABCDEF)');
  });

  it('drops characters that hide or turn text around', () => {
    const name = 'Nora\u202e\u200b\u2066 Lind\u0007';
    const { html, text } = mailOf(aNotification({ person: aPerson({ name }) }), KIM);
    for (const shown of [html, text]) {
      expect(shown).toContain('Nora Lind');
      for (const hidden of ['\u202e', '\u200b', '\u2066', '\u0007']) expect(shown).not.toContain(hidden);
    }
  });

  it('is in one thread with the other mails about its lead', () => {
    const { lead } = aNotification();
    const mails = OCCASIONS.map((occasion) => mailOf(aNotification({ occasion, lead }), KIM));
    expect(new Set(mails.map(({ subject }) => subject.replace(/^Re: /, ''))).size).toBe(1);
    expect(new Set(mails.map(({ headers }) => JSON.stringify(headers))).size).toBe(1);
    const other = mailOf(aNotification({ lead: aLead('assigned', { id: 'lead_OTHER' }) }), KIM);
    expect(other.headers).toEqual({
      'In-Reply-To': '<lead_OTHER@lead.baton.invalid>',
      References: '<lead_OTHER@lead.baton.invalid>',
    });
    expect(mails[0]?.headers).not.toEqual(other.headers);
  });

  it('is tagged with ids that come back with a bounce', () => {
    const { tags } = mailOf(aNotification({ id: 'ev:1.kim@x' }), KIM);
    for (const tag of Object.values(tags)) expect(tag).toMatch(/^[A-Za-z0-9_-]{1,256}$/);
    const report = { eventType: 'Complaint', mail: { tags: { lead: [tags.lead], notice: [tags.notice] } } };
    expect(readBounce(JSON.stringify(report))).toMatchObject({ notice: 'ev:1.kim@x' });
  });

  it('says nothing of a person who was erased', () => {
    const { subject, text } = mailOf(aNotification({ occasion: 'forgotten', person: undefined, links: {} }), KIM);
    expect(`${subject}${text}`).not.toMatch(/Nora|Lindwerk|WHO/);
    expect(text).not.toContain('YOUR ANSWER');
  });
});

describe('the e-mail channel', () => {
  const sent: Mail[] = [];
  const senderThat = (result: MailResult) =>
    createEmailSender({
      send: async (mail) => {
        sent.push(mail);
        return result;
      },
    });

  it('sends to the address, and keeps what the provider calls the mail', async () => {
    const send = senderThat({ outcome: 'sent', id: 'mail-1' });
    const to = { address: 'kim@acme.example', now: MONDAY };
    expect(await send(aNotification(), to)).toEqual({ outcome: 'sent', reference: 'mail-1' });
    expect(sent.at(-1)).toMatchObject({ to: 'kim@acme.example' });
    expect(sent.at(-1)?.text).toContain('(UTC)');
  });

  it('passes a refusal on', async () => {
    const send = senderThat({ outcome: 'refused', because: 'no_sender' });
    const to = { address: 'kim@acme.example', now: MONDAY };
    expect(await send(aNotification(), to)).toEqual({ outcome: 'refused', because: 'no_sender' });
  });
});
