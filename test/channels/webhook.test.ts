import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWebhookSender } from '../../shared/channels/webhook.ts';
import type { Notification } from '../../shared/ports/notifier.ts';
import { verifyWebhook } from '../../shared/runtime/auth/signatures.ts';
import { aLead } from '../support/builders/lead.ts';
import { MONDAY } from '../support/builders/moment.ts';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const FORMER = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
const NOTICE: Notification = {
  ...{ id: 'n1', occasion: 'assigned', to: 'kim', lead: aLead('assigned'), history: [], links: {} },
};
const proven: string[] = [];
const receiver = createServer(async (request, response) => {
  const body = Buffer.from(await text(request));
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const proofs = [SECRET, FORMER].map((secret) => verifyWebhook([secret], { headers, body, now: MONDAY }));
  proven.push(...proofs.flatMap((proof) => (proof.outcome === 'valid' ? [proof.id] : [])));
  response.writeHead(Number(request.url?.slice(1)), { location: '/204' }).end();
});
let url = '';
beforeAll(async () => {
  await new Promise<void>((ready) => receiver.listen(0, '127.0.0.1', ready));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
});
afterAll(() => receiver.close());

const send = (status: number) =>
  createWebhookSender(async () => [SECRET, FORMER])(NOTICE, { address: `${url}/${status}`, now: MONDAY });

it('posts a message with the id of the notification, signed with each secret', async () => {
  expect(await send(204)).toEqual({ outcome: 'sent' });
  expect(proven).toEqual(['n1', 'n1']);
});

it('takes 410 for a refusal', async () => {
  expect(await send(410)).toEqual({ outcome: 'refused', because: 'gone' });
});

it.each([404, 429, 503])('fails on %i, which may pass', async (status) => {
  await expect(send(status)).rejects.toThrow(`answered ${status}`);
});

it('follows no redirect, which would pass a person on to another receiver', async () => {
  await expect(send(302)).rejects.toThrow();
});
