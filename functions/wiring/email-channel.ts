import type { ChannelSender } from '../../shared/channels/channel-sender.ts';
import { createMailer } from './mailer.ts';

/**
 * Creates what sends notifications as e-mails. What writes a mail is loaded with the first one, so that no cold start
 * waits for it.
 */
export function createEmailChannel(): ChannelSender {
  const mailer = createMailer();
  let created: Promise<ChannelSender> | undefined;
  return async (notification, to) => {
    created ??= import('../../shared/channels/email.ts').then(({ createEmailSender }) => createEmailSender(mailer));
    return (await created)(notification, to);
  };
}
