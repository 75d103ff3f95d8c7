import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A notification as received. */
export interface StoredNotification {
  readonly headers: Readonly<Record<string, string>>;
  /** The exact bytes, since they are signed. */
  readonly body: string;
}

/** A notification that contains this is refused and quoted in the refusal, as some receivers do. */
export const REFUSE_MARKER = 'please-refuse-this-notice';

/** Stands in for a rep's chat or CRM: accepts every notification, and lists all of them on GET. */
export async function startNotificationListener(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const received: StoredNotification[] = [];
  const server = createServer(async (request, response) => {
    if (request.method === 'GET') {
      response.end(JSON.stringify(received));
      return;
    }
    const body = await text(request);
    received.push({ headers: headersOf(request.headers), body });
    response.writeHead(body.includes(REFUSE_MARKER) ? 500 : 204, `not with ${body.length}`);
    response.end(body.includes(REFUSE_MARKER) ? body : undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/notices`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function headersOf(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
