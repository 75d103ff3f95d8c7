import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Html, html } from '../../shared/runtime/pages/html.ts';
import { closeServer, listenLocally } from '../local-server.ts';

/** More than any form on these pages fills. */
const MAX_FORM_BYTES = 64 * 1024;
/** How often a page that shows a changing state loads itself again. */
const REFRESH_SECONDS = 2;

/** A request of a browser on this machine. */
export interface PageRequest {
  readonly method: 'GET' | 'POST';
  /** The path, decoded. */
  readonly path: string;
  /** What a posted form holds. */
  readonly form: URLSearchParams;
}

export interface PageReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const STYLE = `:root{color-scheme:light dark;font:15px/1.45 system-ui,sans-serif}
body{margin:0;padding:1.5rem}
main{max-width:72rem;margin:auto}
article,form.modal{border:1px solid #8886;border-radius:.5rem;padding:.2rem 1rem .8rem;margin:0 0 1rem;max-width:40rem;overflow-wrap:anywhere}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,19rem),1fr));gap:0 1rem}
ul{padding-left:1.2rem}
li{overflow-wrap:anywhere}
svg.day{display:block;width:100%;height:1.3rem}
.day .free{fill:#8883}.day .meeting{fill:#c7511f}.day .out_of_office{fill:#7a4fd0}.day .now{fill:currentColor}
.hours{display:flex;justify-content:space-between;font-size:.75rem;opacity:.75}
p,dd{white-space:pre-line;margin:.5rem 0}
.fields{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,14rem),1fr));gap:0 1rem}
small{opacity:.75}
label{display:block;font-weight:600;margin:.8rem 0 .2rem}
button{font:inherit;padding:.35rem .7rem;margin:.2rem .3rem .2rem 0;border:1px solid #8888;border-radius:.3rem;background:none;cursor:pointer}
input,select{font:inherit;font-weight:400;padding:.35rem .5rem;max-width:100%;box-sizing:border-box;border:1px solid #8888;border-radius:.3rem}
button.small{padding:.15rem .5rem;font-size:.85rem}
button.primary{background:#007a5a;color:#fff}
button.danger{background:#c01343;color:#fff}
table{border-collapse:collapse}
th,td{text-align:left;vertical-align:top;padding:.3rem .8rem .3rem 0;border-bottom:1px solid #8884}
@media(max-width:60rem){thead{display:none}table,tbody,tr,td{display:block;border:0;padding:0}td{overflow-wrap:anywhere}tr{border:1px solid #8886;border-radius:.5rem;padding:.4rem 1rem;margin:0 0 1rem}td[data-name]:not(:empty)::before{content:attr(data-name) ": ";opacity:.75}}
[role=alert]{border-left:4px solid #c62828;padding-left:.8rem}`;

const HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'cache-control': 'no-store',
  // With `no-referrer`, browsers would not say that a form was posted from here.
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
};

/**
 * Renders a page. It runs no script and loads nothing.
 * @param options.live load it again every few seconds; not for a page with a form that somebody fills in
 */
export function renderLocalPage(
  title: string,
  content: Html | readonly Html[],
  options: { readonly live?: boolean; readonly status?: number } = {},
): PageReply {
  const style = { html: `<style>${STYLE}</style>` };
  const page = html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>${style}</head>
<body><main>
<h1>${title}</h1>
${content}
</main></body>
</html>
`;
  return {
    status: options.status ?? 200,
    headers: { ...HEADERS, ...(options.live && { refresh: String(REFRESH_SECONDS) }) },
    body: page.html,
  };
}

/** Sends the browser to another page after a form was posted. */
export function redirectTo(path: string): PageReply {
  return { status: 303, headers: { ...HEADERS, location: path }, body: '' };
}

/**
 * Serves pages on a free port of this machine, to browsers on it alone. Other web sites that somebody has open can post
 * no form: the host and, of a form, the origin must be this server's.
 */
export async function serveLocalPages(
  answer: (request: PageRequest) => PageReply | Promise<PageReply>,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  let own: readonly string[] = [];
  const serve = async (incoming: IncomingMessage): Promise<PageReply> => {
    const { host = '', origin } = incoming.headers;
    if (!own.includes(host)) return refuse(421);
    const { method = '' } = incoming;
    if (method !== 'GET' && method !== 'POST') return refuse(405);
    if (method === 'POST' && origin !== undefined && origin !== `http://${host}`) return refuse(403);
    const body = method === 'POST' ? await readForm(incoming) : '';
    if (body === undefined) return refuse(413);
    const path = decodePath(incoming.url ?? '/');
    return path === undefined ? refuse(400) : answer({ method, path, form: new URLSearchParams(body) });
  };
  const server = createServer((incoming: IncomingMessage, response: ServerResponse) => {
    serve(incoming).then(
      ({ status, headers, body }) => response.writeHead(status, headers).end(body),
      () => response.writeHead(502, HEADERS).end('Baton does not answer.'),
    );
  });
  const port = await listenLocally(server);
  own = [`127.0.0.1:${port}`, `localhost:${port}`];
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => closeServer(server),
  };
}

function refuse(status: number): PageReply {
  return { status, headers: HEADERS, body: '' };
}

function decodePath(url: string): string | undefined {
  try {
    return decodeURIComponent(url.replace(/\?.*/, ''));
  } catch {
    return undefined;
  }
}

/** Returns what was posted, or undefined when it is too much. */
async function readForm(incoming: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size <= MAX_FORM_BYTES) chunks.push(chunk);
  }
  return size > MAX_FORM_BYTES ? undefined : Buffer.concat(chunks).toString('utf8');
}
