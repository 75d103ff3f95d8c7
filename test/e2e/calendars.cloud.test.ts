import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { repRoutes } from '../../shared/api/reps.ts';
import { aCalendarServer, anIcal, type CalendarServer, icalTime } from '../adapters/calendars/a-calendar-server.ts';
import { call, readDecision } from './http.ts';
import { aNewPerson, postLead, waitForOwner } from './leads.ts';
import { createScheduledRun } from './run-scheduled.ts';

const { endpoint, keys, region } = inject('deployed');
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const refresh = createScheduledRun('RefreshCalendars', { endpoint, region, credentials });
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

let server: CalendarServer;
beforeAll(async () => {
  const meeting = [`DTSTART:${icalTime(inHours(-1))}`, `DTEND:${icalTime(inHours(3))}`];
  server = await aCalendarServer(({ path }, answer) =>
    path === '/mia.ics' ? answer.writeHead(200).end(anIcal(meeting)) : answer.writeHead(503).end(),
  );
  for (const [id, name] of [
    ['mia.storm', 'mia'],
    ['nat.cole', 'down'],
  ]) {
    const calendar = { kind: 'ical', address: `${server.origin}/${name}.ics` };
    const json = { name: `Rep ${name}`, zone: 'Europe/Berlin', teams: { met: 1 }, calendar };
    const saved = await call('PUT', `/v1/reps/${id}`, { key: keys.admin, json });
    expect(repRoutes.putRep.replies[200].parse(saved.json()).calendar).toEqual({ kind: 'ical' });
  }
  await refresh();
});
afterAll(() => server.close());

const passedOverOf = async (id: string) => (await readDecision(id)).assignment?.passedOver;

it('passes over a rep in a meeting for urgent leads; one whose calendar cannot be read counts as free', async () => {
  for (let turn = 0; turn < 2; turn += 1) {
    const id = await postLead(aNewPerson({ product: 'met', touch: 'pricing_page' }));
    expect(await waitForOwner(id)).toMatchObject({ owner: 'nat.cole' });
    expect(await passedOverOf(id)).toEqual([{ rep: 'mia.storm', reason: 'busy' }]);
  }
  expect(server.calls.map(({ path }) => path)).toEqual(expect.arrayContaining(['/mia.ics', '/down.ics']));
});

it('ignores meetings for leads that are not urgent', async () => {
  const owners = new Set<string>();
  for (let turn = 0; turn < 2; turn += 1) {
    const id = await postLead(aNewPerson({ product: 'met' }));
    owners.add((await waitForOwner(id)).owner);
    expect(await passedOverOf(id)).toEqual([]);
  }
  expect(owners).toContain('mia.storm');
});
