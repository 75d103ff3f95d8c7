import type { Block, SlackView } from './blocks.ts';

/** A message: blocks, and a text for notifications and screen readers. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: readonly Block[];
}

/** Where a message is: the conversation, and the time that Slack uses as its id. */
export interface SlackPlace {
  readonly channel: string;
  readonly ts: string;
}

/** An answer of Slack: what was asked for, or Slack's code of why not, which will be the same the next time. */
export type SlackAnswer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: string };

/** Who Baton is in a workspace. */
export interface SlackIdentity {
  readonly team: string;
  readonly teamName: string;
  readonly bot: string;
}

/** Whether messages can be posted to a channel. */
export interface SlackChannel {
  readonly isMember: boolean;
  readonly isArchived: boolean;
}

/**
 * The few methods of Slack's API that Baton calls.
 * @throws when Slack does not answer, or asks to come back later.
 */
export interface SlackApi {
  /** Posts to a conversation, or directly to a member by their id. */
  postMessage(to: string, message: SlackMessage): Promise<SlackAnswer<SlackPlace>>;
  updateMessage(at: SlackPlace, message: SlackMessage): Promise<SlackAnswer<SlackPlace>>;
  /** Shows a message to one member of a conversation alone, until they reload. */
  postEphemeral(
    to: { readonly channel: string; readonly member: string },
    message: SlackMessage,
  ): Promise<SlackAnswer<undefined>>;
  /** Opens a form for whoever pressed a button less than three seconds ago. */
  openView(triggerId: string, view: SlackView): Promise<SlackAnswer<undefined>>;
  /** Returns the id of the member with this e-mail address. */
  memberByEmail(email: string): Promise<SlackAnswer<string>>;
  /** Returns a channel by its id; a private one only if Baton is in it. */
  channel(id: string): Promise<SlackAnswer<SlackChannel>>;
  identity(): Promise<SlackAnswer<SlackIdentity>>;
}

/** Writes a place as a notice's reference. */
export function referenceOf({ channel, ts }: SlackPlace): string {
  return `${channel}:${ts}`;
}

/** Reads {@link referenceOf}; undefined for the reference of another channel. */
export function placeOf(reference: string): SlackPlace | undefined {
  const [, channel, ts] = /^([A-Z0-9]{5,30}):(\d{1,20}\.\d{1,10})$/.exec(reference) ?? [];
  return channel === undefined || ts === undefined ? undefined : { channel, ts };
}
