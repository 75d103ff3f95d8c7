import type { AnswerKind } from '../domain/answers/answer-link.ts';
import type { Notice } from '../domain/notifications/notice.ts';
import type { Sight } from '../domain/notifications/sight.ts';
import type { Notification } from './notifier.ts';

/** What a sent message should say now. */
export interface MessageContent
  extends Pick<Notification, 'to' | 'occasion' | 'lead' | 'person' | 'history' | 'dueAt' | 'contacts'> {
  readonly sight: Sight;
  /** The answers that its reader can give. */
  readonly answers: readonly AnswerKind[];
}

/** A message that a channel took, by what the channel calls it. */
export interface SentMessage {
  readonly channel: string;
  readonly reference: string;
}

/** Changes messages that have been sent, by channels that can. */
export interface SentMessages {
  /** Whether messages of a channel can be changed. */
  canChange(channel: string): boolean;
  /**
   * `gone`: it can never be changed, because it was deleted or the channel was taken away.
   * @throws when the channel does not work at the moment.
   */
  change(message: SentMessage, content: MessageContent): Promise<'changed' | 'gone'>;
}

/** Returns the message of a notice, if a channel took it and names it. */
export function messageOfNotice({ attempts, reference }: Notice): SentMessage | undefined {
  const sent = attempts.findLast(({ outcome }) => outcome === 'sent');
  return sent && reference !== undefined ? { channel: sent.channel, reference } : undefined;
}
