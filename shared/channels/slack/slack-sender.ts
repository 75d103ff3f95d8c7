import type { ChannelSender } from '../channel-sender.ts';
import { answersOfLinks } from './answer-buttons.ts';
import { buildLeadMessage } from './lead-message.ts';
import { referenceOf, type SlackApi } from './slack-api.ts';

/** What sending by Slack needs. */
export interface SlackSenderOptions {
  /** Returns the connected workspace; undefined while none is connected. */
  readonly connect: () => Promise<SlackApi | undefined>;
}

/** Creates what sends notifications as direct messages in Slack, with a button for each answer. */
export function createSlackSender({ connect }: SlackSenderOptions): ChannelSender {
  return async (notification, { address, zone = 'UTC' }) => {
    const slack = await connect();
    if (!slack) return { outcome: 'refused', because: 'not_connected' };
    const message = buildLeadMessage({ ...notification, zone, answers: answersOfLinks(notification.links) });
    const posted = await slack.postMessage(address, message);
    if (!posted.ok) return { outcome: 'refused', because: posted.error };
    return { outcome: 'sent', reference: referenceOf(posted.value) };
  };
}
