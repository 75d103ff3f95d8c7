import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MicrosoftBusyTimes } from '../../../shared/adapters/calendars/microsoft-busy-times.ts';
import type { BusyTime } from '../../../shared/domain/team/calendar-reading.ts';
import { busyTimesContract, WINDOW } from '../contracts/busy-times-contract.ts';
import { aGuardedServer, type GuardedServer, sendJson } from './a-token-issuer.ts';

const credentials = { tenant: 'north.example', client_id: 'app', client_secret: 's3cret' };

describe('Microsoft', () => {
  const kept = new Map<string, readonly (BusyTime & { readonly status?: string })[]>();
  let graph: GuardedServer;
  beforeEach(async () => {
    kept.clear();
    graph = await aGuardedServer(({ body }, answer) => {
      const { schedules } = JSON.parse(body) as { schedules: readonly string[] };
      if (schedules.length > 20) return sendJson(answer, {}, 400);
      const time = (instant: string) => ({ dateTime: instant.replace('.000Z', '.0000000'), timeZone: 'UTC' });
      const value = schedules.map((scheduleId) => {
        const found = kept.get(scheduleId);
        if (!found) return { scheduleId, error: { message: 'Secret', responseCode: 'ErrorMailRecipientNotFound' } };
        const scheduleItems = found.map(({ from, until, status = 'busy' }) => ({
          status,
          subject: 'Secret talks',
          start: time(from),
          end: time(until),
        }));
        return { scheduleId, scheduleItems };
      });
      sendJson(answer, { value });
    });
  });
  afterEach(() => graph.server.close());

  const createSource = () =>
    new MicrosoftBusyTimes({
      credentials,
      local: true,
      clock: Date.now,
      limits: { maxCallMilliseconds: 1_000 },
      urls: { login: graph.server.origin, graph: graph.server.origin },
    });
  const toRead = (rep: string) => ({ rep, zone: 'UTC', address: `${rep}@north.example` });

  busyTimesContract(async () => ({
    source: createSource(),
    keep: (calendars) =>
      calendars.map(({ rep, busy }) => {
        kept.set(toRead(rep).address, busy);
        return toRead(rep);
      }),
    make: graph.make,
  }));

  it('gets a token with the secret of the application, once', async () => {
    const source = createSource();
    kept.set('kim@north.example', []);
    await source.read([toRead('kim')], WINDOW);
    await source.read([toRead('kim')], WINDOW);
    const [call, ...more] = graph.tokenCalls();
    expect(more).toEqual([]);
    expect(call?.path).toBe('/north.example/oauth2/v2.0/token');
    expect(Object.fromEntries(new URLSearchParams(call?.body))).toEqual({
      client_id: 'app',
      client_secret: 's3cret',
      scope: 'https://graph.microsoft.com/.default',
      grant_type: 'client_credentials',
    });
    expect(graph.calendarCalls()[0]?.path).toBe('/v1.0/users/kim%40north.example/calendar/getSchedule');
  });

  it('tells leaves from meetings by the status, and leaves out free times', async () => {
    const span = (day: number) => ({ from: `2026-11-${day}T10:00:00.000Z`, until: `2026-11-${day}T11:00:00.000Z` });
    kept.set('kim@north.example', [
      { ...span(24), status: 'tentative' },
      { ...span(25), status: 'oof' },
      { ...span(26), status: 'free' },
      { ...span(27), status: 'workingElsewhere' },
    ]);
    expect((await createSource().read([toRead('kim')], WINDOW)).get('kim')).toEqual({
      outcome: 'read',
      busy: [span(24), { ...span(25), leave: true }],
    });
  });

  it('takes a whole day as it is shown: as busy, as free, and as a leave only if it is out of office', async () => {
    const day = (date: number) => ({
      from: `2026-11-${date}T00:00:00.000Z`,
      until: `2026-11-${date + 1}T00:00:00.000Z`,
    });
    kept.set('kim@north.example', [day(24), { ...day(25), status: 'free' }, { ...day(26), status: 'oof' }]);
    expect((await createSource().read([toRead('kim')], WINDOW)).get('kim')).toEqual({
      outcome: 'read',
      busy: [day(24), { ...day(26), leave: true }],
    });
  });

  it('fails for a mailbox that does not exist, and reads the others', async () => {
    kept.set('kim@north.example', []);
    const answers = await createSource().read([toRead('kim'), toRead('lou')], WINDOW);
    expect([answers.get('kim'), answers.get('lou')]).toEqual([
      { outcome: 'read', busy: [] },
      { outcome: 'failed', because: 'ErrorMailRecipientNotFound' },
    ]);
  });
});
