import { describe, expect, it } from 'vitest';
import { readLeadMail } from '../../../cli/demo/mail-reps.ts';
import type { SentMail } from '../../../cli/demo/sent-mails.ts';
import { mailOf } from '../../../shared/channels/email.ts';
import { signAnswerLink } from '../../../shared/runtime/auth/signed-link.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aNotification } from '../../support/builders/notification.ts';

const KIM = { to: 'kim@acme.example', zone: 'Europe/Berlin' };
const REPS = new Map([[KIM.to, 'kim']]);

function urlOf(answer: 'contacted' | 'qualified'): string {
  const link = { lead: 'lead_1', epoch: 3, rep: 'kim', answer, expiresAt: MONDAY };
  return `https://api.example/answers/${signAnswerLink('s'.repeat(32), link)}`;
}

function aSentMail(change: Parameters<typeof aNotification>[0] = {}): SentMail {
  const links = { contacted: urlOf('contacted'), qualified: urlOf('qualified') };
  const { to, subject, text, html } = mailOf(aNotification({ links, ...change }), KIM);
  return { MessageId: 'm1', To: [to], Subject: subject, BodyText: text, BodyHtml: html, Timestamp: 1_795_424_403 };
}

describe('readLeadMail', () => {
  it('reads who has which lead, and where each button leads', () => {
    expect(readLeadMail(aSentMail(), REPS)).toEqual({
      occasion: 'assigned',
      to: 'kim',
      lead: 'lead_1',
      epoch: 3,
      email: 'nora.lind@lindwerk.example',
      links: { contacted: urlOf('contacted'), qualified: urlOf('qualified') },
    });
  });

  it('ignores a mail to somebody unknown, one without buttons, and one that follows the first', () => {
    expect(readLeadMail(aSentMail(), new Map())).toBeUndefined();
    expect(readLeadMail(aSentMail({ links: {} }), REPS)).toBeUndefined();
    expect(readLeadMail({ ...aSentMail(), BodyText: undefined }, REPS)).toBeUndefined();
    expect(readLeadMail(aSentMail({ occasion: 'warned' }), REPS)).toBeUndefined();
  });
});
