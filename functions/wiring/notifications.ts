import { createSignedAnswerLinks } from '../../shared/adapters/crypto/signed-answer-links.ts';
import type { Database } from '../../shared/adapters/dynamodb/database.ts';
import { ChannelNotifier } from '../../shared/adapters/notifications/channel-notifier.ts';
import { SuppressingNotifier } from '../../shared/adapters/notifications/suppressing-notifier.ts';
import { parseSecretLines } from '../../shared/adapters/secrets-manager/secret-lines.ts';
import type { SecretReader } from '../../shared/adapters/secrets-manager/secret-reader.ts';
import type { ChannelSender } from '../../shared/channels/channel-sender.ts';
import type { ChannelName } from '../../shared/channels/channels.ts';
import type { SettingsStore } from '../../shared/ports/settings-store.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import type { Runtime } from '../../shared/runtime/lambda/runtime.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import { createLazySender } from './lazy-sender.ts';
import { createMailer } from './mailer.ts';
import { createNoticeStore } from './notices.ts';
import { createSlackConnection } from './slack.ts';

type NotificationStores = Pick<Deps, 'reps' | 'mode'> & { readonly settings: SettingsStore; readonly db: Database };

/** Creates the notifier, by the channels of each person, with answer links. It sends nothing in shadow mode. */
export function createNotifications(
  secrets: SecretReader,
  { reps, settings, mode, db }: NotificationStores,
  { log, meter }: Pick<Runtime, 'log' | 'meter'>,
): Pick<Deps, 'notifier' | 'answerLinks'> {
  const env = readEnv('API_URL', 'LINK_SECRET_ARN');
  const notifier = new ChannelNotifier({
    reps,
    settings,
    notices: createNoticeStore(db),
    senders: createSenders(secrets, settings),
    onUnavailable: ({ lead }, error) => log.warn('channel_unavailable', { leadId: lead.id, error }),
    onNotReached: ({ lead }) => {
      log.warn('nobody_reached', { leadId: lead.id });
      meter.add('NobodyReached');
    },
  });
  return {
    notifier: new SuppressingNotifier({ notifier, mode }),
    answerLinks: createSignedAnswerLinks({
      apiUrl: env.API_URL,
      secret: async () => parseSecretLines(await secrets.read(env.LINK_SECRET_ARN))[0],
    }),
  };
}

function createSenders(secrets: SecretReader, settings: SettingsStore): Readonly<Record<ChannelName, ChannelSender>> {
  const env = readEnv('NOTIFY_SECRET_ARN');
  const { connect } = createSlackConnection(secrets, { settings });
  const mailer = createMailer();
  return {
    slack: createLazySender(async () => {
      const { createSlackSender } = await import('../../shared/channels/slack/slack-sender.ts');
      return createSlackSender({ connect });
    }),
    webhook: createLazySender(async () => {
      const { createWebhookSender } = await import('../../shared/channels/webhook.ts');
      return createWebhookSender(async () => parseSecretLines(await secrets.read(env.NOTIFY_SECRET_ARN)));
    }),
    email: createLazySender(async () => {
      const { createEmailSender } = await import('../../shared/channels/email.ts');
      return createEmailSender(mailer);
    }),
  };
}
