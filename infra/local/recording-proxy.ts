import { Agent, createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';

/** One request that passes by, as it was sent. */
export interface PassingRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** Something between callers and the local cloud that runs. */
export interface Onlooker {
  /** What is to be called instead of the cloud. */
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** Options of {@link startOnlooker}. */
export interface OnlookerOptions {
  readonly cloud: string;
  /** Sees each request before it is answered, so that whoever saw the effect of a call finds the call seen. */
  readonly onRequest: (passing: PassingRequest) => Promise<void>;
  /** Sees what was answered. */
  readonly onAnswer?: (passing: PassingRequest, answer: Buffer) => void;
}

/** The application id in a user agent. Powertools adds words of its own to the function's name, beginning with capitals. */
const CALLER = /(?:^| )app\/([a-z]+(?:-[a-z]+)*)/;

/** Which function called: its folder under functions/, which its SDK writes into the user agent; empty when it did not. */
export function callerOf({ headers }: Pick<PassingRequest, 'headers'>): string {
  return CALLER.exec(headers['user-agent'] ?? '')?.[1] ?? '';
}

/** Stands between the functions and the local cloud, looks at every request and hands it on unchanged. */
export async function startOnlooker({ cloud, onRequest, onAnswer }: OnlookerOptions): Promise<Onlooker> {
  const { hostname, port } = new URL(cloud);
  const agent = new Agent({ keepAlive: true });

  const handOn = (passing: PassingRequest, response: ServerResponse): void => {
    const { method, url: path, body } = passing;
    // Who asked first whether to send its body has been answered by this server.
    const { expect: _asked, ...headers } = passing.headers;
    const onward = request({ hostname, port, agent, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      const chunks: Buffer[] = [];
      if (onAnswer) answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => onAnswer?.(passing, Buffer.concat(chunks)));
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    onward.end(body);
  };

  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const { method = '', url = '', headers } = incoming;
      const passing = { method, url, headers, body: Buffer.concat(chunks) };
      onRequest(passing)
        .then(() => handOn(passing, response))
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
      if (typeof address === 'object' && address !== null) resolve(`http://127.0.0.1:${address.port}`);
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
