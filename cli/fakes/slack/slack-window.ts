import * as z from 'zod';
import { View } from './block-rules.ts';
import type { FakeMessage, FakeSlack, FakeView } from './fake-slack.ts';
import { pressOf, signedCall, submissionOf } from './slack-calls.ts';

/** A form that a press has opened. */
export interface OpenForm {
  readonly member: string;
  readonly view: FakeView;
}

/** What a form asks for. */
export interface FilledForm {
  readonly reason?: string;
  readonly until?: string;
}

/** What became of a submitted form: closed, wrong in some fields, or replaced by another one. */
export type SubmitReply =
  | { readonly action: 'closed' }
  | { readonly action: 'errors'; readonly errors: Readonly<Record<string, string>> }
  | { readonly action: 'replaced'; readonly view: FakeView };

const Reply = z.union([
  z.object({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string()) }),
  z.object({ response_action: z.literal('update'), view: View }),
  z.object({ response_action: z.literal('clear') }),
]);

/** An answer, or Slack's code of why there is none. */
type Said = { readonly status: number; readonly text: string } | 'http_timeout' | 'connection_failed';

/** How long Slack waits for an answer, and how often it sends what got none: https://docs.slack.dev/apis/events-api */
const ANSWER_WITHIN_MILLISECONDS = 3000;
const MAX_RETRIES = 3;

function isRetried(said: Said): boolean {
  return typeof said === 'string' || said.status >= 500;
}

/** Does what Slack's window does with what a member presses and fills in: posts it to the app, signed. */
export class SlackWindow {
  readonly #slack: FakeSlack;
  readonly #app: { readonly url: string; readonly signingSecret: string };
  readonly #answerWithin: number;

  /**
   * @param app.url where the API of Baton is
   * @param answerWithinMilliseconds how long it waits for an answer before it sends the call again
   */
  constructor(
    slack: FakeSlack,
    app: { readonly url: string; readonly signingSecret: string },
    { answerWithinMilliseconds = ANSWER_WITHIN_MILLISECONDS } = {},
  ) {
    this.#answerWithin = answerWithinMilliseconds;
    this.#slack = slack;
    this.#app = app;
  }

  /**
   * Presses a button of a message. @returns the form that it opened, if any
   * @throws when the message has no such button, or the app does not answer as it must
   */
  async press(message: FakeMessage, answer: string, member: string): Promise<OpenForm | undefined> {
    const trigger = this.#slack.issueTrigger();
    await this.#post(pressOf(message, answer, { member, trigger, at: this.#slack.clock() }));
    const view = this.#slack.viewOpenedBy(trigger);
    return view && { member, view };
  }

  /** Submits a form. @throws when the app does not answer as it must */
  async submit({ member, view }: OpenForm, filled: FilledForm): Promise<SubmitReply> {
    const text = await this.#post(submissionOf(view, { member, ...filled }));
    if (text === '') return { action: 'closed' };
    const reply = Reply.parse(JSON.parse(text));
    switch (reply.response_action) {
      case 'errors':
        return { action: 'errors', errors: reply.errors };
      case 'update':
        return { action: 'replaced', view: reply.view };
      case 'clear':
        return { action: 'closed' };
    }
  }

  /** Sends a call, and again with headers that say so after no answer in time or a 5xx. Slack pauses in between. */
  async #post(payload: string): Promise<string> {
    let said = await this.#postOnce(payload, {});
    for (let retry = 1; retry <= MAX_RETRIES && isRetried(said); retry += 1)
      said = await this.#postOnce(payload, {
        'x-slack-retry-num': String(retry),
        'x-slack-retry-reason': typeof said === 'string' ? said : 'http_error',
      });
    if (typeof said === 'string') throw new Error(`Baton did not answer a press in Slack: ${said}`);
    if (said.status !== 200) throw new Error(`Baton answered a press in Slack with ${said.status}`);
    return said.text;
  }

  async #postOnce(payload: string, more: Readonly<Record<string, string>>): Promise<Said> {
    const { body, headers } = signedCall({ payload }, this.#slack.clock(), this.#app.signingSecret);
    const signal = AbortSignal.timeout(this.#answerWithin);
    try {
      const to = `${this.#app.url}/slack/interactions`;
      const answer = await fetch(to, { method: 'POST', headers: { ...headers, ...more }, body, signal });
      return { status: answer.status, text: await answer.text() };
    } catch {
      return signal.aborted ? 'http_timeout' : 'connection_failed';
    }
  }
}
