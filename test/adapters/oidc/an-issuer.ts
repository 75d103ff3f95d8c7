import { once } from 'node:events';
import { createServer } from 'node:http';
import type { TokenKey } from '../../support/sign-token.ts';

/** An OpenID provider that serves its document and its keys, counts how often, and can be broken. */
export interface TestIssuer {
  readonly issuer: string;
  readonly requests: string[];
  /** Replaces parts of the discovery document. */
  document: object;
  keys: readonly TokenKey[];
  down: boolean;
  close(): void;
}

/** Starts an issuer on this machine. */
export async function anIssuer(...keys: readonly TokenKey[]): Promise<TestIssuer> {
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    running.requests.push(path);
    if (running.down) return response.writeHead(503).end();
    const publicKeys = running.keys.map(({ kty, n, e, kid, alg, use }) => ({ kty, n, e, kid, alg, use }));
    const document = { issuer, jwks_uri: `${issuer}/keys`, ...running.document };
    response.end(JSON.stringify(path === '/keys' ? { keys: publicKeys } : document));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const issuer = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  const running: TestIssuer = {
    ...{ issuer, requests: [], document: {}, keys, down: false },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return running;
}
