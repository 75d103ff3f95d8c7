import { html } from '../../../shared/runtime/pages/html.ts';
import { type PageReply, type PageRequest, redirectTo, renderLocalPage, serveLocalPages } from '../local-pages.ts';
import type { FakeChannel, FakeSlack } from './fake-slack.ts';
import { renderForm, renderMessage } from './render-blocks.ts';
import type { OpenForm, SlackWindow } from './slack-window.ts';

/** Serves the windows of all members of a fake workspace on a free port of this machine. Their buttons work. */
export async function startSlackPages(slack: FakeSlack, window: SlackWindow) {
  const pages = new SlackPages(slack, window);
  return serveLocalPages((request) => pages.answer(request));
}

/** The pages: everybody, one person's messages, and a form that somebody has opened. */
export class SlackPages {
  readonly #slack: FakeSlack;
  readonly #window: SlackWindow;
  /** By the number in their address. */
  readonly #forms = new Map<string, OpenForm>();

  constructor(slack: FakeSlack, window: SlackWindow) {
    this.#slack = slack;
    this.#window = window;
  }

  async answer({ method, path, form }: PageRequest): Promise<PageReply> {
    if (method === 'POST' && path === '/press') return this.#press(form);
    const [, kind, id = ''] = /^\/(to|form)\/([\w.]+)$/.exec(path) ?? [];
    const opened = kind === 'form' ? this.#forms.get(id) : undefined;
    if (opened) return method === 'POST' ? this.#submit(opened, form) : renderOpenForm(opened);
    if (method === 'GET' && path === '/') return this.#renderAll();
    if (method === 'GET' && kind === 'to') return this.#renderPlace(id);
    return renderLocalPage('There is no such page', html`<p><a href="/">Everybody</a></p>`, { status: 404 });
  }

  #renderAll(): PageReply {
    const lists = [this.#slack.channels.map(toChannelPlace), this.#slack.members].map((places) => {
      const items = places.map(({ id, name }) => {
        const count = this.#slack.messagesTo(id).length;
        return html`<li><a href="/to/${id}">${name ?? id}</a>: ${count} ${count === 1 ? 'message' : 'messages'}</li>\n`;
      });
      return html`<ul>${items}</ul>`;
    });
    return renderLocalPage('Slack: channels, and what each person sees', lists, { live: true });
  }

  #renderPlace(id: string): PageReply {
    const places = [...this.#slack.channels.map(toChannelPlace), ...this.#slack.members];
    const place = places.find((one) => one.id === id);
    if (!place) return renderLocalPage('Nobody has this id', html`<p><a href="/">Everybody</a></p>`, { status: 404 });
    const messages = this.#slack.messagesTo(id).map(renderMessage).toReversed();
    const none = html`<p>No message yet.</p>`;
    const content = [html`<p><a href="/">Everybody</a></p>`, ...(messages.length > 0 ? messages : [none])];
    return renderLocalPage(`Messages to ${place.name ?? id}, newest first`, content, { live: true });
  }

  async #press(form: URLSearchParams): Promise<PageReply> {
    const [at, answer = ''] = [form.get('message'), form.get('action')?.replace(/^answer_/, '')];
    const message = this.#slack.messages.find(({ channel, ts }) => `${channel}:${ts}` === at);
    if (!message)
      return renderLocalPage('There is no such message', html`<p><a href="/">Everybody</a></p>`, { status: 404 });
    let opened: OpenForm | undefined;
    try {
      opened = await this.#window.press(message, answer, message.to);
    } catch (error) {
      return renderFailure(error, message.to);
    }
    if (!opened) return redirectTo(`/to/${message.to}`);
    const number = String(this.#forms.size + 1);
    this.#forms.set(number, opened);
    return redirectTo(`/form/${number}`);
  }

  async #submit(opened: OpenForm, form: URLSearchParams): Promise<PageReply> {
    const [reason, until] = [form.get('reason') || undefined, form.get('until') || undefined];
    try {
      const reply = await this.#window.submit(opened, { reason, until });
      if (reply.action === 'errors') return renderOpenForm(opened, reply.errors);
      if (reply.action === 'replaced') return renderOpenForm({ ...opened, view: reply.view });
      return redirectTo(`/to/${opened.member}`);
    } catch (error) {
      return renderFailure(error, opened.member);
    }
  }
}

function toChannelPlace({ id, name }: FakeChannel) {
  return { id, name: `#${name}` };
}

function renderOpenForm({ member, view }: OpenForm, errors?: Readonly<Record<string, string>>): PageReply {
  const back = html`<p><a href="/to/${member}">Back to the messages</a></p>`;
  return renderLocalPage('A form in Slack', [renderForm(view, errors), back]);
}

function renderFailure(error: unknown, member: string): PageReply {
  const text = error instanceof Error ? error.message : String(error);
  const content = html`<p role="alert">${text}</p><p><a href="/to/${member}">Back to the messages</a></p>`;
  return renderLocalPage('Slack shows a warning sign', content, { status: 502 });
}
