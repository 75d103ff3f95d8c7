import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/** Returns different free ports on this machine. */
export async function findFreePorts(): Promise<readonly [number, number]> {
  // Both are held before either is released, so that they differ.
  const first = await hold(0);
  const second = await hold(0);
  return [await release(first), await release(second)];
}

/** Returns whether this port is free. */
export async function isPortFree(port: number): Promise<boolean> {
  const held = await hold(port).catch(() => undefined);
  if (held === undefined) return false;
  await release(held);
  return true;
}

/** Listens on a port of 127.0.0.1, on any free one if it is 0. Rejects when it is in use. */
async function hold(port: number): Promise<Server> {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

async function release(server: Server): Promise<number> {
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
