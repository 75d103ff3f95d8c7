/** An e-mail to one person. */
export interface Mail {
  readonly to: string;
  /** One line. */
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Further headers, such as those that keep the mails about a lead in one thread. */
  readonly headers: Readonly<Record<string, string>>;
  /** What a report of a bounce repeats: ids only, of letters, digits, `_` and `-`. */
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * `sent`: accepted for delivery; `id` is the mail's name at the provider. `refused`: this mail will never be accepted;
 * `because` is a reason code.
 */
export type MailResult =
  | { readonly outcome: 'sent'; readonly id: string }
  | { readonly outcome: 'refused'; readonly because: string };

/**
 * Sends e-mails.
 * @throws when the provider does not work at the moment.
 */
export interface Mailer {
  send(mail: Mail): Promise<MailResult>;
}
