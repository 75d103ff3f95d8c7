import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { IcalBusyTimes } from '../../../shared/adapters/calendars/ical-busy-times.ts';
import type { BusyTime } from '../../../shared/domain/team/calendar-reading.ts';
import { type BusyTimesFixture, busyTimesContract, type Trouble, WINDOW } from '../contracts/busy-times-contract.ts';
import { aCalendarServer, anIcal, type CalendarServer, icalTime } from './a-calendar-server.ts';

const LIMITS = { maxCallMilliseconds: 1_000 };

function eventOf({ from, until }: BusyTime): readonly string[] {
  return [`DTSTART:${icalTime(from)}`, `DTEND:${icalTime(until)}`];
}

describe('an iCal address', () => {
  let server: CalendarServer;
  const files = new Map<string, string>();
  const serveFile = ({ path }: { path: string }, answer: ServerResponse) => {
    const file = files.get(path);
    answer.writeHead(file === undefined ? 404 : 200, { 'content-type': 'text/calendar' }).end(file);
  };

  beforeEach(async () => {
    files.clear();
    server = await aCalendarServer(serveFile);
  });
  afterEach(() => server.close());

  const source = (options: Partial<ConstructorParameters<typeof IcalBusyTimes>[0]> = {}) =>
    new IcalBusyTimes({ local: true, limits: LIMITS, ...options });
  const readFrom = async (address: string, options = {}) =>
    (await source(options).read([{ rep: 'kim', zone: 'Europe/Berlin', address }], WINDOW)).get('kim');

  busyTimesContract(async (): Promise<BusyTimesFixture> => {
    const once = (status: number, headers = {}) => {
      server.answering = (_, answer) => {
        server.answering = serveFile;
        answer.writeHead(status, headers).end();
      };
    };
    const always = (status: number, body = '', headers = {}) => {
      server.answering = (_, answer) => answer.writeHead(status, headers).end(body);
    };
    const troubles: Readonly<Record<Trouble, () => void>> = {
      // An iCal address has no token; a server that fails once is the nearest.
      token_expired: () => once(500),
      forbidden: () => always(403),
      busy_once: () => once(429, { 'retry-after': '0' }),
      busy_for_long: () => always(429, '', { 'retry-after': '3600' }),
      down: () => always(503),
      malformed: () => always(200, '<html>Sign in</html>'),
      silent: () => {
        server.answering = () => undefined;
      },
    };
    return {
      source: source(),
      keep: (calendars) =>
        calendars.map(({ rep, busy }) => {
          files.set(`/${rep}.ics`, anIcal(...busy.map(eventOf)));
          return { rep, zone: 'Europe/Berlin', address: `${server.origin}/${rep}.ics` };
        }),
      make: (trouble) => troubles[trouble](),
    };
  });

  it('sends nothing but the request', async () => {
    files.set('/kim.ics?key=abc', anIcal());
    expect(await readFrom(`${server.origin}/kim.ics?key=abc`)).toEqual({ outcome: 'read', busy: [] });
    expect(server.calls).toEqual([{ method: 'GET', path: '/kim.ics?key=abc', authorization: undefined, body: '' }]);
  });

  it('follows a redirect to an allowed address, and not for ever', async () => {
    files.set('/new.ics', anIcal(eventOf({ from: '2026-11-24T10:00:00.000Z', until: '2026-11-24T11:00:00.000Z' })));
    server.answering = (call, answer) =>
      call.path === '/old.ics' ? answer.writeHead(302, { location: '/new.ics' }).end() : serveFile(call, answer);
    expect(await readFrom(`${server.origin}/old.ics`)).toMatchObject({ outcome: 'read', busy: [{}] });
    server.answering = (_, answer) => answer.writeHead(302, { location: '/old.ics' }).end();
    expect(await readFrom(`${server.origin}/old.ics`)).toEqual({ outcome: 'failed', because: 'too_many_redirects' });
  });

  it.each(['http://10.0.0.5/x.ics', 'http://calendar.example/x.ics', 'file:///etc/passwd'])(
    'does not follow a redirect to %s',
    async (location) => {
      server.answering = (_, answer) => answer.writeHead(302, { location }).end();
      expect(await readFrom(`${server.origin}/x.ics`)).toEqual({ outcome: 'failed', because: 'not_https' });
    },
  );

  it.each([
    ['http://127.0.0.1/x.ics', 'not_https'],
    ['https://127.0.0.1/x.ics', 'private_address'],
    ['https://169.254.169.254/x.ics', 'private_address'],
    ['https://[::1]/x.ics', 'private_address'],
    ['webcal://10.1.2.3/x.ics', 'private_address'],
    ['https://localhost/x.ics', 'private_address'],
    ['https://kim:secret@calendar.example/x.ics', 'forbidden_address'],
    ['no address', 'forbidden_address'],
  ])('outside the local cloud, does not read %s', async (address, because) => {
    expect(await readFrom(address, { local: false })).toEqual({ outcome: 'failed', because });
  });

  it('stops reading a file that is too large', async () => {
    files.set('/big.ics', anIcal([`DESCRIPTION:${'x'.repeat(5_000)}`]));
    const limits = { ...LIMITS, maxBytes: 4_000 };
    expect(await readFrom(`${server.origin}/big.ics`, { limits })).toEqual({ outcome: 'failed', because: 'too_large' });
  });
});
