import { encodeTagId } from '../../channels/email/bounce.ts';
import { renderHtmlMail } from '../../channels/email/html-mail.ts';
import type { MailContent } from '../../channels/email/mail-content.ts';
import { morningContentOf } from '../../channels/email/morning-content.ts';
import { renderPlainText } from '../../channels/email/plain-text.ts';
import { planReviewContentOf } from '../../channels/email/plan-review-content.ts';
import { weeklyContentOf } from '../../channels/email/weekly-content.ts';
import { mailAddressOf, type Rep } from '../../domain/team/rep.ts';
import type { Mailer, MailResult } from '../../ports/mailer.ts';
import type { ManagerMail, ManagerMailer } from '../../ports/manager-mailer.ts';

/** Sends managers their mails as e-mails. */
export class ManagerMails implements ManagerMailer {
  readonly #mailer: Mailer;

  constructor(options: { readonly mailer: Mailer }) {
    this.#mailer = options.mailer;
  }

  async send(id: string, mail: ManagerMail, person: Rep): Promise<MailResult> {
    const to = mailAddressOf(person);
    if (to === undefined) return { outcome: 'refused', because: 'no_address' };
    const content = contentOf(mail, person.zone);
    return this.#mailer.send({
      to,
      subject: content.title,
      html: renderHtmlMail(content),
      text: renderPlainText(content),
      headers: {},
      tags: { digest: encodeTagId(id) },
    });
  }
}

function contentOf(mail: ManagerMail, zone: string): MailContent {
  switch (mail.kind) {
    case 'morning':
      return morningContentOf(mail.report, zone);
    case 'weekly':
      return weeklyContentOf(mail.report);
    case 'review':
      return planReviewContentOf(mail.report);
  }
}
