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
  const events = new Map<string, readonly object[]>();
  let google: GuardedServer;
  beforeEach(async () => {
    kept.clear();
    events.clear();
    google = await aGuardedServer(({ path, body }, answer) => {
      const listed = /^\/calendars\/([^/]+)\/events\?/.exec(path)?.[1];
      if (listed !== undefined) {
        const items = events.get(decodeURIComponent(listed));
        return items ? sendJson(answer, { items }) : sendJson(answer, {}, 403);
      }
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

  const createSource = (more: { readonly out_of_office?: true } = {}) =>
    new GoogleBusyTimes({
      credentials: { ...credentials, ...more },
      local: true,
      clock: Date.now,
      limits: { maxCallMilliseconds: 1_000 },
      urls: {
        token: `${google.server.origin}/token`,
        freeBusy: `${google.server.origin}/calendar/v3/freeBusy`,
        events: `${google.server.origin}/calendars`,
      },
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

  it('takes a whole day as busy, never as a leave, unless it is marked as out of office', async () => {
    const days = { from: '2026-11-24T00:00:00.000Z', until: '2026-11-28T00:00:00.000Z' };
    kept.set('kim@north.example', [days]);
    events.set('kim@north.example', []);
    for (const source of [createSource(), createSource({ out_of_office: true })])
      expect((await source.read([toRead('kim')], WINDOW)).get('kim')).toEqual({ outcome: 'read', busy: [days] });
  });

  it('reads the times of events marked as out of office as leaves, and nothing else of them, if it is to', async () => {
    const meeting = { from: '2026-11-24T10:00:00.000Z', until: '2026-11-24T11:00:00.000Z' };
    kept.set('kim@north.example', [meeting]);
    events.set('kim@north.example', [
      { start: { dateTime: '2026-11-25T09:00:00+01:00' }, end: { dateTime: '2026-11-27T18:00:00+01:00' } },
      { start: { date: '2026-12-01' }, end: { date: '2026-12-03' } },
    ]);
    const source = createSource({ out_of_office: true });
    const calendar = { ...toRead('kim'), zone: 'Europe/Berlin' };
    expect((await source.read([calendar], WINDOW)).get('kim')).toEqual({
      outcome: 'read',
      busy: [
        meeting,
        { from: '2026-11-25T08:00:00.000Z', until: '2026-11-27T17:00:00.000Z', leave: true },
        { from: '2026-11-30T23:00:00.000Z', until: '2026-12-02T23:00:00.000Z', leave: true },
      ],
    });
    const query = new URLSearchParams(google.calendarCalls()[1]?.path.split('?')[1]);
    expect(Object.fromEntries(query)).toEqual({
      eventTypes: 'outOfOffice',
      singleEvents: 'true',
      maxResults: '250',
      fields: 'items(start,end)',
      timeMin: WINDOW.from,
      timeMax: WINDOW.until,
    });
    const assertion = new URLSearchParams(google.tokenCalls()[0]?.body).get('assertion') ?? '';
    const claims = JSON.parse(Buffer.from(assertion.split('.')[1] ?? '', 'base64url').toString());
    expect(claims.scope).toBe(
      'https://www.googleapis.com/auth/calendar.freebusy https://www.googleapis.com/auth/calendar.events.readonly',
    );
    expect(await createSource().read([calendar], WINDOW)).toEqual(
      new Map([['kim', { outcome: 'read', busy: [meeting] }]]),
    );
  });

  it('fails for a calendar whose events it may not list, so that its leaves stay, and reads the others', async () => {
    kept.set('kim@north.example', []);
    kept.set('lou@north.example', []);
    events.set('lou@north.example', []);
    const answers = await createSource({ out_of_office: true }).read([toRead('kim'), toRead('lou')], WINDOW);
    expect([answers.get('kim'), answers.get('lou')]).toEqual([
      { outcome: 'failed', because: 'out_of_office_status_403' },
      { outcome: 'read', busy: [] },
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
