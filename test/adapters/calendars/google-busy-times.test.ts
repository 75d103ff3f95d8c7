import { createVerify, generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GoogleBusyTimes } from '../../../shared/adapters/calendars/google-busy-times.ts';
import type { BusyTime } from '../../../shared/domain/team/calendar-reading.ts';
import { busyTimesContract, WINDOW } from '../contracts/busy-times-contract.ts';
import { aGuardedServer, type GuardedServer, sendJson } from './a-token-issuer.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const credentials = {
  client_email: 'baton@north-project.example',
  private_key: privateKey,
  subject: 'ops@north.example',
};

describe('Google', () => {
  const kept = new Map<string, readonly BusyTime[]>();
  let google: GuardedServer;
  beforeEach(async () => {
    kept.clear();
    google = await aGuardedServer(({ body }, answer) => {
      const { items } = JSON.parse(body) as { items: readonly { id: string }[] };
      if (items.length > 50) return sendJson(answer, {}, 400);
      const calendars = items.map(({ id }) => {
        const busy = kept.get(id)?.map(({ from, until }) => ({ start: from, end: until }));
        return [id, busy ? { busy } : { errors: [{ domain: 'global', reason: 'notFound' }], busy: [] }];
      });
      sendJson(answer, { calendars: Object.fromEntries(calendars) });
    });
  });
  afterEach(() => google.server.close());

  const createSource = () =>
    new GoogleBusyTimes({
      credentials,
      local: true,
      clock: Date.now,
      limits: { maxCallMilliseconds: 1_000 },
      urls: { token: `${google.server.origin}/token`, freeBusy: `${google.server.origin}/calendar/v3/freeBusy` },
    });
  const toRead = (rep: string) => ({ rep, zone: 'UTC', address: `${rep}@north.example` });

  busyTimesContract(async () => ({
    source: createSource(),
    keep: (calendars) =>
      calendars.map(({ rep, busy }) => {
        kept.set(toRead(rep).address, busy);
        return toRead(rep);
      }),
    make: google.make,
  }));

  it('signs for a token once, and asks for free/busy times alone', async () => {
    const source = createSource();
    kept.set('kim@north.example', []);
    await source.read([toRead('kim')], WINDOW);
    await source.read([toRead('kim')], WINDOW);
    expect(google.tokenCalls()).toHaveLength(1);
    const assertion = new URLSearchParams(google.tokenCalls()[0]?.body).get('assertion') ?? '';
    const [header = '', claims = '', signature = ''] = assertion.split('.');
    expect(createVerify('RSA-SHA256').update(`${header}.${claims}`).verify(publicKey, signature, 'base64url')).toBe(
      true,
    );
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({
      iss: credentials.client_email,
      sub: credentials.subject,
      scope: 'https://www.googleapis.com/auth/calendar.freebusy',
    });
    expect(google.calendarCalls().map(({ path, body }) => [path, JSON.parse(body)])[0]).toEqual([
      '/calendar/v3/freeBusy',
      { timeMin: WINDOW.from, timeMax: WINDOW.until, items: [{ id: 'kim@north.example' }] },
    ]);
  });

  it('refreshes a refused token once', async () => {
    const source = createSource();
    kept.set('kim@north.example', []);
    await source.read([toRead('kim')], WINDOW);
    google.make('forbidden');
    await source.read([toRead('kim')], WINDOW);
    expect(google.tokenCalls()).toHaveLength(2);
    expect(google.calendarCalls()).toHaveLength(3);
  });

  it('fails for a calendar that Google does not know, and reads the others', async () => {
    kept.set('kim@north.example', []);
    const answers = await createSource().read([toRead('kim'), toRead('lou')], WINDOW);
    expect([answers.get('kim'), answers.get('lou')]).toEqual([
      { outcome: 'read', busy: [] },
      { outcome: 'failed', because: 'notFound' },
    ]);
  });
});
