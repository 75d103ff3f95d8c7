import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type * as z from 'zod';
import { closeServer, listenLocally } from '../../local-server.ts';
import { MessageBlocks, View } from './block-rules.ts';

/** A message as its readers see it. `to`: a member or a channel. */
export interface FakeMessage {
  readonly channel: string;
  readonly ts: string;
  readonly to: string;
  text: string;
  blocks: z.output<typeof MessageBlocks>;
  /** How often it was changed. */
  changes: number;
}

/** A message that only one member sees. */
export interface FakeNote {
  readonly channel: string;
  readonly member: string;
  readonly text: string;
}

/** A member of the workspace. `error`: with what a message to them is refused. */
export interface FakeMember {
  readonly id: string;
  readonly name?: string;
  readonly email?: string;
  readonly error?: string;
}

/** A channel of the workspace. */
export interface FakeChannel {
  readonly id: string;
  readonly name: string;
  /** Whether the app was invited into it; by default it was. */
  readonly isMember?: boolean;
  readonly isArchived?: boolean;
}

/** How a method fails the next time it is called. */
export type FakeFailure =
  | { readonly status: number; readonly retryAfterSeconds?: number }
  | { readonly error: string }
  | 'hangs_up';

export const BOT_TOKEN = 'xoxb-invented-token-0123456789';
/** How long a trigger opens a form, in milliseconds. */
const TRIGGER_MILLISECONDS = 3000;

export type FakeView = z.output<typeof View>;

type Form = URLSearchParams;
type Answer = Readonly<Record<string, unknown>>;

/** Stands in for Slack's API over HTTP, with its documented limits and errors. */
export class FakeSlack {
  readonly members: FakeMember[] = [];
  readonly channels: FakeChannel[] = [];
  readonly messages: FakeMessage[] = [];
  /** What only one member of a conversation was shown. */
  readonly notes: FakeNote[] = [];
  readonly views: FakeView[] = [];
  readonly failures = new Map<string, FakeFailure>();
  /** The methods called, in order. */
  readonly calls: string[] = [];
  /** The arguments of the last call of each method. */
  readonly lastArguments = new Map<string, Readonly<Record<string, string>>>();
  /** Called with each message that was posted. */
  onPosted: (message: FakeMessage) => void = () => undefined;
  token = BOT_TOKEN;
  clock = Date.now;
  readonly #triggers = new Map<string, number>();
  readonly #opened = new Map<string, FakeView>();
  readonly #server = createServer((request, response) => void this.#serve(request, response));
  #count = 0;

  /** Starts it. @returns the base URL of the API */
  async start(): Promise<string> {
    return `http://127.0.0.1:${await listenLocally(this.#server)}/api/`;
  }

  async stop(): Promise<void> {
    await closeServer(this.#server);
  }

  /** Returns a trigger as it comes with a pressed button. */
  issueTrigger(): string {
    this.#count += 1;
    const trigger = `${this.#count}.trigger`;
    this.#triggers.set(trigger, this.clock() + TRIGGER_MILLISECONDS);
    return trigger;
  }

  /** Returns the form that was opened by a trigger. */
  viewOpenedBy(trigger: string): FakeView | undefined {
    return this.#opened.get(trigger);
  }

  /** Returns the messages to a member or in a channel. */
  messagesTo(id: string): readonly FakeMessage[] {
    return this.messages.filter(({ to }) => to === id);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.url?.replace('/api/', '') ?? '';
    const form = new URLSearchParams(await text(request));
    this.calls.push(method);
    this.lastArguments.set(method, Object.fromEntries(form));
    const failure = this.failures.get(method);
    this.failures.delete(method);
    if (failure === 'hangs_up') return void request.socket.destroy();
    if (failure && 'status' in failure) {
      const wait = failure.retryAfterSeconds;
      response.writeHead(failure.status, wait === undefined ? {} : { 'retry-after': String(wait) }).end();
      return;
    }
    const isKnown = request.headers.authorization === `Bearer ${this.token}`;
    const answer = failure ?? (isKnown ? this.#answer(method, form) : { error: 'invalid_auth' });
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ ok: !('error' in answer), ...answer }));
  }

  #answer(method: string, form: Form): Answer {
    switch (method) {
      case 'auth.test':
        return { team_id: 'T0ACME', team: 'Acme', user_id: 'U0BATON' };
      case 'users.lookupByEmail':
        return this.#lookUp(form.get('email') ?? '');
      case 'chat.postMessage':
        return this.#post(form);
      case 'chat.postEphemeral':
        return this.#note(form);
      case 'chat.update':
        return this.#update(form);
      case 'conversations.info':
        return this.#showChannel(form.get('channel') ?? '');
      case 'views.open':
        return this.#open(form);
      default:
        return { error: 'unknown_method' };
    }
  }

  #lookUp(email: string): Answer {
    const found = this.members.find((member) => member.email?.toLowerCase() === email.toLowerCase());
    return found ? { user: { id: found.id } } : { error: 'users_not_found' };
  }

  #post(form: Form): Answer {
    const to = form.get('channel') ?? '';
    const refusal = this.#refusalOf(to);
    if (refusal !== undefined) return { error: refusal };
    const content = contentOf(form);
    if ('error' in content) return content;
    this.#count += 1;
    const place = {
      channel: isChannel(to) ? to : `D${to.slice(1)}`,
      ts: `1795424403.${String(this.#count).padStart(6, '0')}`,
    };
    const message = { ...place, to, ...content, changes: 0 };
    this.messages.push(message);
    this.onPosted(message);
    return place;
  }

  /** Its errors: https://docs.slack.dev/reference/methods/chat.postEphemeral. A direct conversation has one member. */
  #note(form: Form): Answer {
    const [channel, member] = [form.get('channel') ?? '', form.get('user') ?? ''];
    const isDirect = this.messages.some((message) => message.channel === channel && !isChannel(message.to));
    if (isDirect && this.messages.every((message) => message.channel !== channel || message.to !== member))
      return { error: 'user_not_in_channel' };
    const refusal = isDirect ? undefined : this.#refusalOf(channel);
    if (refusal !== undefined) return { error: refusal };
    const content = contentOf(form);
    if ('error' in content) return content;
    this.notes.push({ channel, member, text: content.text });
    return { message_ts: `1795424403.${String(this.notes.length).padStart(6, '0')}` };
  }

  #refusalOf(to: string): string | undefined {
    const channel = this.channels.find(({ id }) => id === to);
    if (channel?.isArchived) return 'is_archived';
    if (channel) return channel.isMember === false ? 'not_in_channel' : undefined;
    const member = this.members.find(({ id }) => id === to);
    return member ? member.error : 'channel_not_found';
  }

  #showChannel(id: string): Answer {
    const found = this.channels.find((one) => one.id === id);
    if (!found) return { error: 'channel_not_found' };
    const { name, isMember = true, isArchived = false } = found;
    return { channel: { id, name, is_member: isMember, is_archived: isArchived } };
  }

  #update(form: Form): Answer {
    const [channel, ts] = [form.get('channel') ?? '', form.get('ts') ?? ''];
    const message = this.messages.find((one) => one.channel === channel && one.ts === ts);
    if (!message) return { error: 'message_not_found' };
    const content = contentOf(form);
    if ('error' in content) return content;
    Object.assign(message, content, { changes: message.changes + 1 });
    return { channel, ts };
  }

  #open(form: Form): Answer {
    const trigger = form.get('trigger_id') ?? '';
    const until = this.#triggers.get(trigger);
    if (until === undefined) return { error: 'invalid_trigger_id' };
    if (until < this.clock()) return { error: 'expired_trigger_id' };
    const view = View.safeParse(JSON.parse(form.get('view') ?? 'null'));
    if (!view.success) return { error: 'invalid_arguments' };
    // A trigger opens one form.
    this.#triggers.delete(trigger);
    this.views.push(view.data);
    this.#opened.set(trigger, view.data);
    return { view: { id: `V${this.#count}` } };
  }
}

/** Ids of channels begin with C or G, those of members with U or W. */
function isChannel(id: string): boolean {
  return /^[CG]/.test(id);
}

function contentOf(form: Form): Pick<FakeMessage, 'text' | 'blocks'> | { readonly error: string } {
  const said = form.get('text') ?? '';
  if (said.length > 40_000) return { error: 'msg_too_long' };
  const blocks = MessageBlocks.safeParse(JSON.parse(form.get('blocks') ?? 'null'));
  return blocks.success ? { text: said, blocks: blocks.data } : { error: 'invalid_blocks' };
}
