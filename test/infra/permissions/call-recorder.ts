import { appendFile } from 'node:fs/promises';
import { Agent, createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { callsOf, type SdkCall } from './sdk-call.ts';

/** A call that a deployed function made. */
export interface RecordedCall extends SdkCall {
  /** The function's folder under functions/, which its SDK writes into the user agent; empty when it did not. */
  readonly functionName: string;
}

/** A recorder that runs. */
export interface CallRecorder {
  /** What functions are to call instead of the cloud. */
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** The application id in a user agent. Powertools adds words of its own to the function's name, beginning with capitals. */
const CALLER = /(?:^| )app\/([a-z]+(?:-[a-z]+)*)/;

/**
 * Stands between the functions and the local cloud, hands every request on, and notes in a file, as lines of JSON, who called
 * what on which resource: each such call once, and nothing that was sent or answered.
 */
export async function startCallRecorder(options: {
  readonly cloud: string;
  readonly file: string;
}): Promise<CallRecorder> {
  const { hostname, port } = new URL(options.cloud);
  const agent = new Agent({ keepAlive: true });
  const known = new Set<string>();

  const note = async (incoming: IncomingMessage, body: Buffer): Promise<void> => {
    const functionName = CALLER.exec(incoming.headers['user-agent'] ?? '')?.[1] ?? '';
    const { method = '', url = '', headers } = incoming;
    const target = headers['x-amz-target'];
    const text = target === undefined ? '' : body.toString('utf8');
    const calls = callsOf({ method, url, target: target === undefined ? undefined : String(target), body: text });
    const lines = calls.map((call) => JSON.stringify({ functionName, ...call } satisfies RecordedCall));
    const fresh = [...new Set(lines)].filter((line) => !known.has(line));
    for (const line of fresh) known.add(line);
    if (fresh.length > 0) await appendFile(options.file, fresh.map((line) => `${line}\n`).join(''));
  };

  const handOn = (incoming: IncomingMessage, body: Buffer, response: ServerResponse): void => {
    const { method, url: path } = incoming;
    // Who asked first whether to send its body has been answered by this server.
    const { expect: _asked, ...headers } = incoming.headers;
    const onward = request({ hostname, port, agent, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    onward.end(body);
  };

  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const body = Buffer.concat(chunks);
      // Noted before it is answered, so that whoever saw the effect of a call finds the call noted.
      note(incoming, body)
        .then(() => handOn(incoming, body, response))
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
