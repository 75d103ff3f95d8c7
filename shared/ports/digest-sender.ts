import type { Instant } from '../domain/instant.ts';
import type { Rep } from '../domain/team/rep.ts';
import type { Notification } from './notifier.ts';

/**
 * Sends several notifications to one person as one message.
 * @throws when it does not work at the moment.
 */
export interface DigestSender {
  /** Returns those that were sent, and those sent before. Empty: this person gets no digests; each goes by itself. */
  send(person: Rep, notifications: readonly Notification[], now: Instant): Promise<readonly string[]>;
}
