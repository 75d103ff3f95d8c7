import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createInMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { InMemorySettingsStore } from '../../../shared/adapters/in-memory/in-memory-settings-store.ts';
import { ChannelNotifier } from '../../../shared/adapters/notifications/channel-notifier.ts';
import { verifyWebhook } from '../../../shared/runtime/auth/signatures.ts';
import { aLead } from '../../support/builders/lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aRep, saveReps } from '../../support/builders/rep.ts';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const received: { readonly path: string; readonly isSigned: boolean }[] = [];
const receiver = createServer(async (request, response) => {
  const body = Buffer.from(await text(request));
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const isSigned = verifyWebhook([SECRET], { headers, body, now: MONDAY }).outcome === 'valid';
  received.push({ path: request.url ?? '', isSigned });
  response.writeHead(request.url === '/down' ? 503 : 204).end();
});
let url = '';
beforeAll(async () => {
  await new Promise<void>((ready) => receiver.listen(0, '127.0.0.1', ready));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
});
afterAll(() => receiver.close());
beforeEach(() => {
  received.length = 0;
});

/** Sends a notification to `kim`, with these settings. */
async function notifyKim(given: { readonly own?: string; readonly shared?: string; readonly isUnknown?: true }) {
  const { reps } = createInMemoryDeps();
  const settings = new InMemorySettingsStore();
  if (given.shared !== undefined) await settings.save('notify', { url: url + given.shared });
  if (!given.isUnknown)
    await saveReps(reps, aRep(given.own === undefined ? {} : { addresses: { webhook: url + given.own } }));
  const notifier = new ChannelNotifier({ reps, settings, readSecret: async () => SECRET });
  const notification = { id: 'n1', occasion: 'assigned', to: 'kim', lead: aLead('assigned'), history: [], links: {} };
  return notifier.send({ ...notification, occasion: 'assigned' }, MONDAY);
}

it('sends to the address of the rep, signed', async () => {
  expect(await notifyKim({ own: '/kim', shared: '/everybody' })).toBe('sent');
  expect(received).toEqual([{ path: '/kim', isSigned: true }]);
});

it.each([[{}], [{ isUnknown: true }]] as const)("sends to the environment's address without one, %j", async (rep) => {
  expect(await notifyKim({ ...rep, shared: '/everybody' })).toBe('sent');
  expect(received).toEqual([{ path: '/everybody', isSigned: true }]);
});

it('drops a notification that has no address', async () => {
  expect(await notifyKim({})).toBe('sent');
  expect(received).toEqual([]);
});

it('fails when the receiver refuses it, and asks no other', async () => {
  await expect(notifyKim({ own: '/down', shared: '/everybody' })).rejects.toThrow('answered 503');
  expect(received.map(({ path }) => path)).toEqual(['/down']);
});
