import { expect, it } from 'vitest';
import { ManagerMails } from '../../../shared/adapters/notifications/manager-mails.ts';
import { readBounce } from '../../../shared/channels/email/bounce.ts';
import type { Mail } from '../../../shared/ports/mailer.ts';
import type { ManagerMail } from '../../../shared/ports/manager-mailer.ts';
import { aRep } from '../../support/builders/rep.ts';
import { aMorningReport, aWeeklyReport } from '../../support/builders/reports.ts';

const MIA = aRep({ id: 'mia', addresses: { email: 'mia@acme.example' } });
const MAILS: readonly ManagerMail[] = [
  { kind: 'morning', report: aMorningReport() },
  { kind: 'weekly', report: aWeeklyReport() },
];

it.each(MAILS)('sends the $kind mail as HTML and as text, tagged with what a bounce repeats', async (mail) => {
  const sent: Mail[] = [];
  const send = async (one: Mail) => {
    sent.push(one);
    return { outcome: 'sent', id: 'm1' } as const;
  };
  const id = `${mail.kind}.2026-11-23.mia.keller@x`;
  expect(await new ManagerMails({ mailer: { send } }).send(id, mail, MIA)).toEqual({ outcome: 'sent', id: 'm1' });
  const [{ to, subject, html, text, tags = {} } = {}] = sent;
  expect(to).toBe('mia@acme.example');
  expect(subject).toMatch(mail.kind === 'morning' ? /^Your teams: / : /^The week of Mon 16 Nov/);
  expect(html).toContain('<!doctype html>');
  expect(text).toContain('Answered in time: ');
  expect(tags.digest).toMatch(/^[A-Za-z0-9_-]{1,256}$/);
  const report = {
    eventType: 'Bounce',
    bounce: { bounceType: 'Permanent' },
    mail: { tags: { digest: [tags.digest] } },
  };
  expect(readBounce(JSON.stringify(report))).toEqual({ digest: id, because: 'bounced' });
});

it('refuses somebody without an address', async () => {
  const mailer = { send: () => Promise.reject(new Error('no')) };
  const [mail] = MAILS as [ManagerMail];
  expect(await new ManagerMails({ mailer }).send('d', mail, aRep())).toMatchObject({ outcome: 'refused' });
});
