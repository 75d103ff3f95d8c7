import { createServer } from 'node:http';
import * as z from 'zod';
import { html, PAGE_HEADERS, renderPage } from '../../shared/runtime/pages/html.ts';
import { closeServer, listenLocally } from '../local-server.ts';

/** A mail as the local cloud keeps it. */
const SentMail = z.object({
  MessageId: z.string(),
  To: z.array(z.string()),
  Subject: z.string(),
  BodyText: z.string().nullish(),
  BodyHtml: z.string().nullish(),
  /** Seconds since 1970. */
  Timestamp: z.number(),
});
export type SentMail = z.infer<typeof SentMail>;

/** The local cloud lists them by account. */
const SentMails = z.object({ messages: z.record(z.string(), z.array(SentMail)) });

/** Returns the mails that were sent by a local cloud, oldest first. */
export async function readSentMails(cloudUrl: string): Promise<readonly SentMail[]> {
  const answer = await fetch(`${cloudUrl}/_ministack/ses/messages`);
  return Object.values(SentMails.parse(await answer.json()).messages).flat();
}

/** A page of all mails that a local cloud has sent, instead of mailboxes. */
export interface Outbox {
  readonly url: string;
  /** The local cloud whose mails it shows. */
  readonly cloudUrl: string;
  close(): Promise<void>;
}

/** Serves the outbox on a free port of this machine. */
export async function startOutbox(cloudUrl: string): Promise<Outbox> {
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
    cloudUrl,
    close: () => closeServer(server),
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
