import { once } from 'node:events';
import { createServer } from 'node:http';
import { CALLBACK } from './code-flow.ts';

/** Waits until the browser comes back from the provider. @returns the address it came back to */
export async function waitForBrowser(say: () => void): Promise<URL> {
  const server = createServer();
  server.listen(CALLBACK.port, 'localhost');
  await once(server, 'listening');
  say();
  return new Promise((resolve) => {
    server.on('request', (request, response) => {
      const url = new URL(request.url ?? '/', CALLBACK.url);
      if (url.pathname !== new URL(CALLBACK.url).pathname) return response.writeHead(404).end();
      response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' });
      response.end('You can close this page and go back to the terminal.');
      server.close();
      resolve(url);
    });
  });
}
