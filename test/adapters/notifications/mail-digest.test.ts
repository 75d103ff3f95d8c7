import { beforeEach, describe, expect, it } from 'vitest';
import { InMemoryDigests } from '../../../shared/adapters/in-memory/in-memory-digests.ts';
import { InMemoryNoticeStore } from '../../../shared/adapters/in-memory/in-memory-notice-store.ts';
import { MailDigest } from '../../../shared/adapters/notifications/mail-digest.ts';
import { readBounce } from '../../../shared/channels/email/bounce.ts';
import type { Mail, MailResult } from '../../../shared/ports/mailer.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';
import { aNotification } from '../../support/builders/notification.ts';
import { aPerson } from '../../support/builders/person.ts';
import { aRep } from '../../support/builders/rep.ts';

const KIM = aRep({ addresses: { email: 'kim@acme.example' } });
const FIRST = aNotification({ id: 'n1', occasion: 'quiet' });
const SECOND = aNotification({ id: 'n2', occasion: 'returned', person: aPerson({ name: '<b>Ola</b>\nLead: x' }) });

describe('a digest', () => {
  let notices: InMemoryNoticeStore;
  let digestStore: InMemoryDigests;
  let mails: Mail[];
  beforeEach(() => {
    notices = new InMemoryNoticeStore();
    digestStore = new InMemoryDigests();
    mails = [];
  });

  const send = (answer: MailResult | 'down' = { outcome: 'sent', id: 'm1' }, at = MONDAY) =>
    new MailDigest({
      ...{ notices, digestStore, newId: () => '1' },
      mailer: {
        send: async (mail) => {
          if (answer === 'down') throw new Error('down');
          mails.push(mail);
          return answer;
        },
      },
    }).send(KIM, [FIRST, SECOND], at);

  it('is one mail about all leads, whose subject names nobody', async () => {
    expect(await send()).toEqual(['n1', 'n2']);
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({ to: 'kim@acme.example', subject: '2 leads wait for you' });
    expect(mails[0]?.html).toContain('A lead has gone quiet: Nora Lind, Lindwerk');
    expect(mails[0]?.html).toContain('A lead came back to you: &lt;b&gt;Ola&lt;/b&gt; Lead: x');
    expect(mails[0]?.text).not.toMatch(/^Lead: x/m);
  });

  it('is sent once: each notification in it counts as sent', async () => {
    await send();
    expect(await send()).toEqual(['n1', 'n2']);
    expect(mails).toHaveLength(1);
    expect(await notices.get(FIRST.lead.id, 'n1')).toMatchObject({ status: 'sent', attempts: [{ channel: 'email' }] });
  });

  it('says when it bounces what was in it', async () => {
    await send();
    const tags = Object.fromEntries(Object.entries(mails[0]?.tags ?? {}).map(([name, value]) => [name, [value]]));
    const bounce = readBounce(JSON.stringify({ eventType: 'Complaint', mail: { tags } }));
    expect(bounce).toEqual({ digest: 'held.1', because: 'complained' });
    const notices = [FIRST, SECOND].map(({ id, lead }) => ({ lead: lead.id, id }));
    expect(await digestStore.get('held.1')).toMatchObject({ kind: 'held', to: 'kim', notices });
  });

  it('is not sent while what is in it cannot be stored', async () => {
    digestStore.save = () => Promise.reject(new Error('down'));
    await expect(send()).rejects.toThrow('not sent');
    expect(mails).toEqual([]);
  });

  it('leaves out what was sent before', async () => {
    const { id, lead, to, occasion } = FIRST;
    await notices.save({ id, lead: lead.id, to, occasion, status: 'sent', at: MONDAY, attempts: [] });
    expect(await send()).toEqual(['n1', 'n2']);
    expect(mails[0]?.subject).toBe('One lead waits for you');
  });

  it('leaves each notification to the other channels when the address is refused', async () => {
    expect(await send({ outcome: 'refused', because: 'rejected' })).toEqual([]);
    expect(await notices.get(FIRST.lead.id, 'n1')).toMatchObject({
      attempts: [{ channel: 'email', outcome: 'refused', because: 'rejected' }],
    });
  });

  it('fails while mail does not work, and is sent later', async () => {
    await expect(send('down')).rejects.toThrow('not sent');
    expect(await send(undefined, minutesAfterMonday(5))).toEqual(['n1', 'n2']);
  });

  it('is not for people without an address', async () => {
    const mailer = { send: () => Promise.reject(new Error('no')) };
    const digest = new MailDigest({ notices, digestStore, newId: () => '1', mailer });
    expect(await digest.send(aRep(), [FIRST], MONDAY)).toEqual([]);
  });
});
