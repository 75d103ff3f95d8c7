import { afterEach, beforeEach, expect, it } from 'vitest';
import { type NotificationListener, startNotificationListener } from '../../../cli/demo/notification-listener.ts';
import type { ReceivedNotification } from '../../../cli/demo/simulated-reps.ts';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { signWebhook } from '../../../shared/runtime/auth/signatures.ts';
import { MONDAY } from '../../support/builders/moment.ts';

const SECRET = `whsec_${'c2VjcmV0'.repeat(6)}`;
const NOTICE = {
  type: 'lead.assigned',
  timestamp: MONDAY,
  data: {
    to: 'kim',
    dueAt: MONDAY,
    links: { contacted: 'http://127.0.0.1/answers/token' },
    lead: { id: 'lead_1', epoch: 2, state: 'assigned' },
    person: { email: 'ada@north.example', name: 'Ada North' },
    history: [],
  },
};

let listener: NotificationListener;
let accepted: ReceivedNotification[];

beforeEach(async () => {
  listener = await startNotificationListener(() => MONDAY);
  accepted = [];
});
afterEach(() => listener.close());

function trust(): void {
  listener.trust(SECRET, (notice) => accepted.push(notice));
}

async function send(
  options: { readonly body?: string; readonly id?: string; readonly secret?: string; readonly at?: string } = {},
) {
  const { body = JSON.stringify(NOTICE), id = 'msg_1', secret = SECRET, at = MONDAY } = options;
  const headers = { 'content-type': 'application/json', ...signWebhook(secret, { id, at, body }) };
  return (await fetch(listener.url, { method: 'POST', headers, body })).status;
}

it('passes on the relevant part of a signed notification', async () => {
  trust();
  expect(await send()).toBe(200);
  expect(accepted).toEqual([
    {
      occasion: 'assigned',
      to: 'kim',
      lead: 'lead_1',
      epoch: 2,
      email: 'ada@north.example',
      links: { contacted: 'http://127.0.0.1/answers/token' },
    },
  ]);
});

it('drops a duplicate, and acknowledges it', async () => {
  trust();
  await send();
  expect(await send()).toBe(200);
  expect(await send({ id: 'msg_2' })).toBe(200);
  expect(accepted).toHaveLength(2);
  expect(listener.counts()).toEqual({ accepted: 2, duplicates: 1, rejected: 0 });
});

it.each([
  ['signed with another secret', { secret: `whsec_${'b3RoZXIh'.repeat(6)}` }, 401],
  ['signed long ago', { at: addSeconds(MONDAY, -3600) }, 401],
  ['that is not a notification', { body: '{"type":"lead.assigned"}' }, 400],
  ['that is not JSON', { body: 'hello' }, 400],
  ['larger than any notification', { body: 'x'.repeat(1024 * 1024 + 1) }, 413],
])('refuses one %s', async (_, options, status) => {
  trust();
  expect(await send(options)).toBe(status);
  expect(accepted).toEqual([]);
  expect(listener.counts().rejected).toBe(1);
});

it('answers 503 until it knows the secret', async () => {
  expect(await send()).toBe(503);
  trust();
  expect(await send()).toBe(200);
});
