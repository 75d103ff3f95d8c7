import type { RepId } from '../domain/ids.ts';
import type { Person } from '../domain/intake/submission.ts';
import type { Lead } from '../domain/lead/lead.ts';

/** What the message of an assignment in a team's channel should say now. */
export interface TeamMessageContent {
  readonly lead: Lead;
  /** Who got the lead by this assignment. */
  readonly rep: RepId;
  /** Whether the lead is still held by this assignment. */
  readonly isCurrent: boolean;
  /** Only if the team wants to see it, and only while it is current. */
  readonly person?: Person;
}

/** Channels in which a team sees who got which lead. */
export interface TeamChannels {
  /** Whether there are channels at all. */
  isConnected(): Promise<boolean>;
  /**
   * Posts the message of an assignment. `refused`: by this channel, with a reason code; a person must do something first.
   * @throws when the channel does not work at the moment.
   */
  post(
    channel: string,
    content: TeamMessageContent,
  ): Promise<
    | { readonly outcome: 'posted'; readonly reference: string }
    | { readonly outcome: 'refused'; readonly because: string }
  >;
  /** Changes a message. `gone`: for good. @throws when the channel does not work at the moment. */
  change(reference: string, content: TeamMessageContent): Promise<'changed' | 'gone'>;
}
