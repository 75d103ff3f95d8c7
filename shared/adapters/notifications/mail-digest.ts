import { encodeTagId } from '../../channels/email/bounce.ts';
import { digestContentOf } from '../../channels/email/digest-content.ts';
import { renderHtmlMail } from '../../channels/email/html-mail.ts';
import { renderPlainText } from '../../channels/email/plain-text.ts';
import type { Instant } from '../../domain/instant.ts';
import { endNotice, type NoticeAttempt } from '../../domain/notifications/notice.ts';
import { mailAddressOf, type Rep } from '../../domain/team/rep.ts';
import type { DigestSender } from '../../ports/digest-sender.ts';
import type { DigestStore } from '../../ports/digest-store.ts';
import type { Mailer } from '../../ports/mailer.ts';
import type { NoticeStore } from '../../ports/notice-store.ts';
import type { Notification } from '../../ports/notifier.ts';

const CHANNEL = 'email';

/**
 * Sends digests as e-mails. Each notification in it has the notice that it would have by itself, so it is told once. The
 * digest is stored before it is sent, so that a bounce finds what was in it.
 */
export class MailDigest implements DigestSender {
  readonly #mailer: Mailer;
  readonly #notices: NoticeStore;
  readonly #digestStore: DigestStore;
  readonly #newId: () => string;

  constructor(options: {
    readonly mailer: Mailer;
    readonly notices: NoticeStore;
    readonly digestStore: DigestStore;
    readonly newId: () => string;
  }) {
    this.#mailer = options.mailer;
    this.#notices = options.notices;
    this.#digestStore = options.digestStore;
    this.#newId = options.newId;
  }

  async send(person: Rep, notifications: readonly Notification[], now: Instant): Promise<readonly string[]> {
    const to = mailAddressOf(person);
    if (to === undefined) return [];
    const sentBefore: string[] = [];
    const begun: { readonly notification: Notification; readonly earlier: readonly NoticeAttempt[] }[] = [];
    for (const notification of notifications) {
      const { id, lead, occasion } = notification;
      const result = await this.#notices.begin({ id, lead: lead.id, to: person.id, occasion }, now);
      if (result.outcome === 'begun') begun.push({ notification, earlier: result.earlier });
      else if (result.outcome === 'sent_before') sentBefore.push(id);
    }
    if (begun.length === 0) return sentBefore;
    const attempt = await this.#attempt(
      { person, to },
      begun.map(({ notification }) => notification),
      now,
    );
    for (const { notification, earlier } of begun) {
      const { id, lead, occasion } = notification;
      await this.#notices.save(endNotice({ id, lead: lead.id, to: person.id, occasion, earlier }, [attempt], now));
    }
    if (attempt.outcome === 'unavailable') throw new Error('the digest was not sent');
    return attempt.outcome === 'sent'
      ? [...sentBefore, ...begun.map(({ notification }) => notification.id)]
      : sentBefore;
  }

  async #attempt(
    { person, to }: { readonly person: Rep; readonly to: string },
    notifications: readonly Notification[],
    now: Instant,
  ): Promise<NoticeAttempt> {
    const content = digestContentOf(notifications, person.zone);
    const notices = notifications.map(({ id, lead }) => ({ lead: lead.id, id }));
    const id = `held.${this.#newId()}`;
    const made = { channel: CHANNEL, at: now };
    try {
      // Looked at only if it bounces.
      await this.#digestStore.save({ id, kind: 'held', to: person.id, status: 'sent', at: now, notices });
      const result = await this.#mailer.send({
        to,
        subject: content.title,
        html: renderHtmlMail(content),
        text: renderPlainText(content),
        headers: {},
        tags: { digest: encodeTagId(id) },
      });
      return { ...made, ...(result.outcome === 'sent' ? { outcome: 'sent' } : result) };
    } catch {
      return { ...made, outcome: 'unavailable', because: 'no_answer' };
    }
  }
}
