import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { checkNotificationUrl, judgeNotificationUrl } from '../../../cli/doctor/notification-url.ts';

it.each([
  [204, 'ok'],
  [404, 'ok'],
  [405, 'ok'],
  [301, 'warning'],
  [410, 'warning'],
  [503, 'warning'],
  [undefined, 'warning'],
])('judges a receiver that answers %s as %s, and says what to do', (status, state) => {
  const found = judgeNotificationUrl('hooks.example', status);
  expect(found.state).toBe(state);
  expect(found.todo !== undefined).toBe(state !== 'ok');
});

it('asks by HEAD, follows no redirect, and shows the host alone', async () => {
  const asked: (string | undefined)[] = [];
  const server = createServer(({ method, url }, response) => {
    asked.push(`${method} ${url}`);
    response.writeHead(302, { location: '/elsewhere' }).end();
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const [found] = await checkNotificationUrl(`http://${host}/take?key=s3cret`);
  await new Promise((closed) => server.close(closed));
  expect(asked).toEqual(['HEAD /take?key=s3cret']);
  expect(found).toMatchObject({ check: 'Notifications', state: 'warning', observed: expect.stringContaining(host) });
  expect(JSON.stringify(found)).not.toContain('s3cret');
  expect(await checkNotificationUrl(`http://${host}/take`)).toMatchObject([
    { state: 'warning', observed: `${host} does not answer` },
  ]);
});

it('says that there is no URL', async () => {
  expect(await checkNotificationUrl(undefined)).toMatchObject([{ state: 'ok' }]);
});
