import { createServer } from 'node:http';
import { html, PAGE_HEADERS, renderPage } from '../../shared/runtime/pages/html.ts';
import { closeServer, listenLocally } from '../local-server.ts';
import { readSentMails, type SentMail, watchMails } from './sent-mails.ts';

/** A page of all mails that a local cloud has sent, instead of mailboxes. */
export interface Outbox {
  readonly url: string;
  /** Returns the mails sent so far, oldest first. */
  mails(): Promise<readonly SentMail[]>;
  /** Calls back for each mail that is sent from now on, in their order, until the outbox is closed. */
  watch(onMail: (mail: SentMail) => void): Promise<void>;
  close(): Promise<void>;
}

/** Serves the outbox on a free port of this machine. */
export async function startOutbox(cloudUrl: string): Promise<Outbox> {
  const closed = new AbortController();
  const server = createServer((request, response) => {
    readSentMails(cloudUrl)
      .then((mails) => renderOutbox(mails, request.url ?? '/'))
      .then(
        ({ status, headers, body }) => response.writeHead(status, headers).end(body),
        () => response.writeHead(502).end('The local cloud does not answer.'),
      );
  });
  const port = await listenLocally(server);
  return {
    url: `http://127.0.0.1:${port}/`,
    mails: () => readSentMails(cloudUrl),
    watch: (onMail) => watchMails(cloudUrl, onMail, { signal: closed.signal }),
    close: () => {
      closed.abort();
      return closeServer(server);
    },
  };
}

/** Returns the list of mails, or one mail, as HTML or as text. A mail may load nothing and run nothing. */
export function renderOutbox(
  mails: readonly SentMail[],
  path: string,
): { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string } {
  const [, index, ending] = /^\/(\d+)\.(html|txt)$/.exec(path) ?? [];
  const mail = index === undefined ? undefined : mails[Number(index)];
  if (mail)
    return {
      status: 200,
      headers: {
        'content-type': `text/${ending === 'html' ? 'html' : 'plain'}; charset=utf-8`,
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-popups",
        'x-content-type-options': 'nosniff',
      },
      body: (ending === 'html' ? mail.BodyHtml : mail.BodyText) ?? '',
    };
  const status = path === '/' ? 200 : 404;
  return { status, headers: { 'content-type': 'text/html; charset=utf-8', ...PAGE_HEADERS }, body: renderList(mails) };
}

function renderList(mails: readonly SentMail[]): string {
  const rows = mails
    .map(
      ({ To, Subject, Timestamp }, index) =>
        html`<li><a href="/${index}.html" target="_blank">${Subject}</a> (<a href="/${index}.txt" target="_blank">text</a>)<br>
to ${To.join(', ')}, ${new Date(Timestamp * 1000).toISOString().slice(11, 19)} UTC</li>\n`,
    )
    .reverse();
  return renderPage('Outbox', rows.length === 0 ? html`<p>No mail was sent yet.</p>` : html`<ul>\n${rows}</ul>`);
}
