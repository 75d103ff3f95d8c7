import type { Instant } from '../domain/instant.ts';
import type { Notification } from '../ports/notifier.ts';

/**
 * `sent`: the channel took it. `refused`: it cannot reach the person at this address, now or later, so the next channel
 * is tried; `because` is a reason code.
 */
export type SendResult =
  | { readonly outcome: 'sent'; readonly reference?: string }
  | { readonly outcome: 'refused'; readonly because: string };

/**
 * Sends a notification by one channel. A repeat has the same id.
 * @throws when the channel does not work at the moment; the next one is tried, and all of them again later.
 */
export type ChannelSender = (
  notification: Notification,
  to: {
    readonly address: string;
    readonly now: Instant;
    /** The person's time zone; absent for somebody that Baton does not know. */
    readonly zone?: string;
  },
) => Promise<SendResult>;
