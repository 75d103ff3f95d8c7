import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A message as received. */
export interface ReceivedMessage {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The status with which it was answered. */
  readonly status: number;
}

/**
 * Stands in for a CRM: keeps what it gets, and refuses what it is told to.
 * @param refuses by default the first two messages with each id
 */
export async function startWebhookReceiver(refuses: (tries: number) => boolean = (tries) => tries < 2) {
  const received: ReceivedMessage[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const tries = received.filter((one) => one.headers['webhook-id'] === headers['webhook-id']).length;
    const status = refuses(tries) && headers['webhook-id']?.startsWith('test_') === false ? 503 : 204;
    received.push({ headers, body, status });
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/events`,
    received,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
