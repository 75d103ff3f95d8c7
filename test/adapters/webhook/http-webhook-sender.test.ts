import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HttpWebhookSender, receiverAddressOf } from '../../../shared/adapters/webhook/http-webhook-sender.ts';
import { TIME_LIMITS } from '../../support/time-limits.ts';

const HEADERS = { 'webhook-id': 'event_1' };

describe('a receiver', () => {
  let server: Server;
  let url: string;
  const seen: unknown[] = [];
  beforeEach(async () => {
    seen.length = 0;
    server = createServer(async (request, response) => {
      const { method, url: path, headers } = request;
      seen.push([method, path, headers['content-type'], headers['webhook-id'], await text(request)]);
      if (path === '/silent') return;
      const status = path === '/moved' ? 302 : 204;
      response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });
  const sender = new HttpWebhookSender({ local: true, timeoutMilliseconds: TIME_LIMITS.unit });
  const impatient = new HttpWebhookSender({ local: true, timeoutMilliseconds: 200 });
  const send = (path: string, to = sender) => to.send({ url: `${url}${path}`, headers: HEADERS, body: '{"ü":1}' });

  it('gets the complete body with its headers', async () => {
    expect(await send('/hook')).toEqual({ outcome: 'answered', status: 204 });
    expect(seen).toEqual([['POST', '/hook', 'application/json', 'event_1', '{"ü":1}']]);
  });

  it('that redirects is not followed', async () => {
    expect(await send('/moved')).toEqual({ outcome: 'answered', status: 302 });
    expect(seen).toHaveLength(1);
  });

  it('that does not answer, or does not exist, is given up', async () => {
    expect(await send('/silent', impatient)).toEqual({ outcome: 'not_reached', because: 'timeout' });
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(await send('/hook')).toEqual({ outcome: 'not_reached', because: 'unreachable' });
  });

  it('on this machine is never called outside the local cloud', async () => {
    const strict = new HttpWebhookSender({ local: false });
    expect(await send('/hook', strict)).toEqual({ outcome: 'not_reached', because: 'not_https' });
    const https = url.replace('http://127.0.0.1', 'https://localhost.localdomain');
    const named = await strict.send({ url: https, headers: HEADERS, body: '{}' });
    expect(named.outcome).toBe('not_reached');
    expect(seen).toEqual([]);
  });
});

describe('the address of a receiver', () => {
  it.each([
    ['https://crm.example/baton', undefined],
    ['https://8.8.8.8/', undefined],
    ['http://crm.example/', 'not_https'],
    ['https://localhost/', 'private_address'],
    ['https://127.0.0.1:8443/', 'private_address'],
    ['https://2130706433/', 'private_address'],
    ['https://0x7f.1/', 'private_address'],
    ['https://10.1.2.3/', 'private_address'],
    ['https://169.254.169.254/latest/meta-data', 'private_address'],
    ['https://[::1]/', 'private_address'],
    ['https://[::ffff:169.254.169.254]/', 'private_address'],
    ['https://[fd00::1]/', 'private_address'],
    ['https://user:pass@crm.example/', 'forbidden_address'],
    ['ftp://crm.example/', 'forbidden_address'],
    ['crm.example', 'forbidden_address'],
  ])('%s: %s', (url, because) => {
    const found = receiverAddressOf(url, { local: false });
    expect('because' in found ? found.because : undefined).toBe(because);
  });

  it('may be any in the local cloud', () => {
    expect(receiverAddressOf('http://127.0.0.1:9/', { local: true })).toHaveProperty('address');
  });
});
