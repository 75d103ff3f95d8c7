import type { SecretReader } from '../../shared/adapters/secrets-manager/secret-reader.ts';
import type { ChannelSender } from '../../shared/channels/channel-sender.ts';
import type { SettingsStore } from '../../shared/ports/settings-store.ts';
import { createSlackConnection } from './slack.ts';

/**
 * Creates what sends notifications as messages in Slack. What writes a message is loaded with the first one, so that no
 * cold start waits for it.
 */
export function createSlackChannel(secrets: SecretReader, settings: Pick<SettingsStore, 'read'>): ChannelSender {
  const { connect } = createSlackConnection(secrets, { settings });
  let created: Promise<ChannelSender> | undefined;
  return async (notification, to) => {
    created ??= import('../../shared/channels/slack/slack-sender.ts').then(({ createSlackSender }) =>
      createSlackSender({ connect }),
    );
    return (await created)(notification, to);
  };
}
