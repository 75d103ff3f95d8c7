import type { IncomingMessage, ServerResponse } from 'node:http';
import { Agent, createServer, request, type Server } from 'node:https';
import type { ServerIdentity } from './certificate.ts';

/** A recorded request, as it was sent. */
export interface RecordedRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** A running proxy between callers and the local cloud. */
export interface RecordingProxy {
  /** The endpoint that callers use instead of the cloud's. */
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** Options of {@link startRecordingProxy}. */
export interface RecordingProxyOptions {
  readonly cloud: string;
  /** The cloud's certificate, with which the proxy answers too: whoever trusts the cloud trusts the proxy. */
  readonly identity: ServerIdentity;
  /** Called with each request before it is forwarded, so that a call is recorded before its effect is visible. */
  readonly onRequest: (passing: RecordedRequest) => Promise<void>;
  /** Called with each response. */
  readonly onResponse?: (passing: RecordedRequest, answer: Buffer) => void;
}

/**
 * The application id in a user agent. Powertools appends words of its own, which begin with capitals, to the function's
 * name.
 */
const CALLER_PATTERN = /(?:^| )app\/([a-z]+(?:-[a-z]+)*)/;

/**
 * Returns the folder under functions/ of the calling function, which its SDK writes into the user agent; empty when it
 * did not.
 */
export function callerOf({ headers }: Pick<RecordedRequest, 'headers'>): string {
  return CALLER_PATTERN.exec(headers['user-agent'] ?? '')?.[1] ?? '';
}

/** Starts a proxy between the functions and the local cloud that records every request and forwards it unchanged. */
export async function startRecordingProxy({
  cloud,
  identity: { certificate, key },
  onRequest,
  onResponse,
}: RecordingProxyOptions): Promise<RecordingProxy> {
  const { hostname, port } = new URL(cloud);
  const agent = new Agent({ keepAlive: true, ca: certificate });

  const forward = (recorded: RecordedRequest, response: ServerResponse): void => {
    const { method, url: path, body } = recorded;
    // This server has already answered `Expect: 100-continue`.
    const { expect: _asked, ...headers } = recorded.headers;
    const forwarded = request({ hostname, port, agent, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      const chunks: Buffer[] = [];
      if (onResponse) answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => onResponse?.(recorded, Buffer.concat(chunks)));
      answer.pipe(response);
    });
    forwarded.on('error', () => response.destroy());
    forwarded.end(body);
  };

  const server = createServer({ cert: certificate, key }, (incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const { method = '', url = '', headers } = incoming;
      const passing = { method, url, headers, body: Buffer.concat(chunks) };
      onRequest(passing)
        .then(() => forward(passing, response))
        .catch(() => response.destroy());
    });
  });
  server.keepAliveTimeout = 60_000;
  const endpoint = await listen(server);
  return { endpoint, stop: () => stop(server, agent) };
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (typeof address === 'object' && address !== null) resolve(`https://127.0.0.1:${address.port}`);
    });
  });
}

function stop(server: Server, agent: Agent): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
    agent.destroy();
  });
}
