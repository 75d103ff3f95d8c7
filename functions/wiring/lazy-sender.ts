import type { ChannelSender } from '../../shared/channels/channel-sender.ts';
import { lazyValue } from '../../shared/domain/lazy-value.ts';

/** Returns a sender that is loaded with its first message, so that no cold start waits for what writes messages. */
export function createLazySender(load: () => Promise<ChannelSender>): ChannelSender {
  const sender = lazyValue(load);
  return async (notification, to) => (await sender())(notification, to);
}
