import type { Mail, Mailer } from '../ports/mailer.ts';
import type { Notification } from '../ports/notifier.ts';
import type { ChannelSender } from './channel-sender.ts';
import { encodeTagId } from './email/bounce.ts';
import { renderHtmlMail } from './email/html-mail.ts';
import { contentOf } from './email/lead-content.ts';
import { oneLine } from './email/mail-content.ts';
import { renderPlainText } from './email/plain-text.ts';

/** Longest subject, in characters. */
const MAX_SUBJECT = 120;

/** So many of the last characters of a lead's id tell it from others. */
const ID_CHARACTERS = 6;

/** Creates what sends notifications as e-mails with answer buttons. */
export function createEmailSender(mailer: Mailer): ChannelSender {
  return async (notification, { address, zone = 'UTC' }) => {
    const result = await mailer.send(mailOf(notification, { to: address, zone }));
    return result.outcome === 'sent' ? { outcome: 'sent', reference: result.id } : result;
  };
}

/** Returns the mail of a notification. */
export function mailOf(notification: Notification, { to, zone }: { readonly to: string; readonly zone: string }): Mail {
  const { lead, occasion } = notification;
  const content = contentOf(notification, zone);
  const subject = subjectOf(lead);
  return {
    to,
    subject: occasion === 'assigned' ? subject : `Re: ${subject}`,
    html: renderHtmlMail(content),
    text: renderPlainText(content),
    headers: threadOf(lead.id),
    tags: { lead: lead.id, notice: encodeTagId(notification.id) },
  };
}

/**
 * Returns the subject of all mails about a lead. Mail programs make a thread of what has the same subject, but for `Re:`,
 * and refers to the same mail. Reports of bounces repeat it, so it says nothing of the person.
 */
function subjectOf({ id, touchpoints }: Notification['lead']): string {
  const what = touchpoints[0]?.touch.replaceAll('_', ' ') ?? 'new';
  return oneLine(`Lead: ${what} (${id.slice(-ID_CHARACTERS)})`, MAX_SUBJECT);
}

/**
 * Returns the headers by which the mails about a lead are one thread. They refer to a mail that never was: the provider
 * replaces the id of every mail by its own, so no mail can refer to the one before it.
 */
function threadOf(lead: string): Readonly<Record<string, string>> {
  const first = `<${lead.replaceAll(/[^A-Za-z0-9_-]/g, '')}@lead.baton.invalid>`;
  return { 'In-Reply-To': first, References: first };
}
