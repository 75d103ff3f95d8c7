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

/** Does what Slack's window does with what a member presses and fills in: posts it to the app, signed. */
export class SlackWindow {
  readonly #slack: FakeSlack;
  readonly #app: { readonly url: string; readonly signingSecret: string };

  /** @param app.url where the API of Baton is */
  constructor(slack: FakeSlack, app: { readonly url: string; readonly signingSecret: string }) {
    this.#slack = slack;
    this.#app = app;
  }

  /**
   * Presses a button of a message. @returns the form that it opened, if any
   * @throws when the message has no such button, or the app does not answer as it must
   */
  async press(message: FakeMessage, answer: string, member: string): Promise<OpenForm | undefined> {
    const trigger = this.#slack.issueTrigger();
    await this.#post(pressOf(message, answer, { member, trigger }));
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

  async #post(payload: string): Promise<string> {
    const { body, headers } = signedCall({ payload }, this.#slack.clock(), this.#app.signingSecret);
    const answer = await fetch(`${this.#app.url}/slack/interactions`, { method: 'POST', headers, body });
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`Baton answered a press in Slack with ${answer.status}`);
    return text;
  }
}
