import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How a local provider answers each request. */
export type AnswerRequest = (asked: URL, answer: ServerResponse, request: IncomingMessage) => void;

/** A local company data provider. Records its requests. */
export interface CompanyServer {
  readonly url: string;
  readonly asked: { readonly domain: string | null; readonly authorization?: string; readonly path: string }[];
  answering: AnswerRequest;
  close(): Promise<void>;
}

/** Starts a server on a free port. */
export async function aCompanyServer(answering: AnswerRequest): Promise<CompanyServer> {
  const server: Server = createServer((request, answer) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    made.asked.push({
      domain: url.searchParams.get('domain'),
      authorization: request.headers.authorization,
      path: request.url ?? '',
    });
    made.answering(url, answer, request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const made: CompanyServer = {
    url: `http://127.0.0.1:${port}/companies`,
    asked: [],
    answering,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return made;
}

/** Sends this JSON answer. */
export function sendJson(answer: ServerResponse, body: unknown, status = 200): void {
  answer.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
