import type { Mailer } from '../../shared/ports/mailer.ts';
import { readEnv } from '../../shared/runtime/env.ts';

/** What the settings say when the environment has no sender of mail. */
const NONE = 'none';

/**
 * Creates what sends mails. The client of SES is loaded with the first mail, so that no cold start waits for it. Without
 * a sender, every mail is refused.
 */
export function createMailer(): Mailer {
  const env = readEnv('MAIL_FROM', 'MAIL_CONFIGURATION_SET');
  if (env.MAIL_FROM === NONE) return { send: async () => ({ outcome: 'refused', because: 'no_sender' }) };
  const sender = { from: env.MAIL_FROM, configurationSet: env.MAIL_CONFIGURATION_SET };
  let created: Promise<Mailer> | undefined;
  return {
    send: async (mail) => {
      created ??= import('../../shared/adapters/ses/ses-mailer.ts').then(
        ({ SesMailer, createSesClient }) => new SesMailer({ client: createSesClient(), sender }),
      );
      return (await created).send(mail);
    },
  };
}

/** Whether the environment has a sender of mail. */
export function hasMailSender(): boolean {
  return readEnv('MAIL_FROM').MAIL_FROM !== NONE;
}
