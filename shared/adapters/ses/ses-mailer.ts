import { SESv2Client, type SESv2ClientConfig, SESv2ServiceException, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { Mail, Mailer, MailResult } from '../../ports/mailer.ts';

/**
 * What SES answers about a mail that it will never accept. `MessageRejected` is also its answer to an address outside of
 * the sandbox.
 */
const REFUSALS: Readonly<Record<string, string>> = {
  MessageRejected: 'rejected',
  BadRequestException: 'invalid_address',
  MailFromDomainNotVerifiedException: 'sender_not_verified',
};

const CHARSET = 'UTF-8';

/** Whose name mails are sent in. */
export interface SesSender {
  /** `Baton <leads@acme.example>` */
  readonly from: string;
  /** The configuration set, which reports bounces and complaints. */
  readonly configurationSet: string;
}

/** Sends mails by Amazon SES, which builds the headers: no text of a lead can add one. */
export class SesMailer implements Mailer {
  readonly #client: Pick<SESv2Client, 'send'>;
  readonly #sender: SesSender;

  constructor(options: { readonly client: Pick<SESv2Client, 'send'>; readonly sender: SesSender }) {
    this.#client = options.client;
    this.#sender = options.sender;
  }

  async send({ to, subject, html, text, headers, tags }: Mail): Promise<MailResult> {
    const { from, configurationSet } = this.#sender;
    const command = new SendEmailCommand({
      FromEmailAddress: from,
      Destination: { ToAddresses: [to] },
      ConfigurationSetName: configurationSet,
      EmailTags: Object.entries(tags).map(([Name, Value]) => ({ Name, Value })),
      Content: {
        Simple: {
          Subject: { Data: subject, Charset: CHARSET },
          Body: { Html: { Data: html, Charset: CHARSET }, Text: { Data: text, Charset: CHARSET } },
          Headers: Object.entries(headers).map(([Name, Value]) => ({ Name, Value })),
        },
      },
    });
    try {
      const { MessageId = '' } = await this.#client.send(command);
      return { outcome: 'sent', id: MessageId };
    } catch (error) {
      const because = error instanceof SESv2ServiceException ? REFUSALS[error.name] : undefined;
      if (because === undefined) throw withoutText(error);
      return { outcome: 'refused', because };
    }
  }
}

/** Creates the client of SES. A repeated call would be a second mail, so few are made. */
export function createSesClient(options: SESv2ClientConfig = {}): SESv2Client {
  return new SESv2Client({
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 8_000, throwOnRequestTimeout: true },
    ...options,
  });
}

/** SES names addresses in its texts, which must not get into logs. */
function withoutText(error: unknown): Error {
  return new Error(`the mail was not sent: ${error instanceof Error ? error.name : 'unknown'}`);
}
