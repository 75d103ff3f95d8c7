import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { repRoutes } from '../../shared/api/reps.ts';
import { aCalendarServer, anIcal, type CalendarServer, icalTime } from '../adapters/calendars/a-calendar-server.ts';
import { runBaton } from './baton-command.ts';
import { eventually } from './eventually.ts';
import { call, readDecision, readTimeline } from './http.ts';
import { aNewPerson, postLead, waitForOwner } from './leads.ts';
import { createScheduledRun } from './run-scheduled.ts';

const { endpoint, keys, outputs, region } = inject('deployed');
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const refresh = createScheduledRun('RefreshCalendars', { endpoint, region, credentials });
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

let server: CalendarServer;
beforeAll(async () => {
  const span = (from: number, until: number) => [
    `DTSTART:${icalTime(inHours(from))}`,
    `DTEND:${icalTime(inHours(until))}`,
  ];
  const files: Readonly<Record<string, string>> = {
    '/mia.ics': anIcal(span(-1, 3)),
    '/sue.ics': anIcal(span(-1, 3)),
    '/leaves-of-rex.ics': anIcal(span(-1, 120)),
    '/absences.ics': anIcal([...span(24, 48), 'ATTENDEE:mailto:val.moss@seller.example'], span(24, 48)),
  };
  server = await aCalendarServer(({ path }, answer) => {
    const file = files[path];
    return file === undefined ? answer.writeHead(503).end() : answer.writeHead(200).end(file);
  });
  for (const [id, name] of [
    ['mia.storm', 'mia'],
    ['nat.cole', 'down'],
  ]) {
    const calendar = { kind: 'ical', address: `${server.origin}/${name}.ics` };
    const json = { name: `Rep ${name}`, zone: 'Europe/Berlin', teams: { met: 1 }, calendar };
    const saved = await call('PUT', `/v1/reps/${id}`, { key: keys.admin, json });
    expect(repRoutes.putRep.replies[200].parse(saved.json()).calendar).toEqual({ kind: 'ical' });
  }
  // As `baton calendar connect hr` saves it.
  const hr = { address: `${server.origin}/absences.ics`, names: {} };
  const secrets = new SecretsManagerClient({ endpoint, region, credentials });
  const SecretId = outputs.CalendarSecretsArn;
  await secrets.send(new PutSecretValueCommand({ SecretId, SecretString: JSON.stringify({ hr }) }));
  await refresh();
});
afterAll(async () => {
  await runBaton('calendar', 'disconnect', 'hr');
  await server.close();
});

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

/** Saves a rep of the team `covered`, with what differs. */
async function saveCovered(id: string, more: object) {
  const json = { name: 'Somebody', zone: 'Europe/Berlin', teams: { covered: 1 }, ...more };
  const saved = await call('PUT', `/v1/reps/${id}`, { key: keys.admin, json });
  return repRoutes.putRep.replies[200].parse(saved.json());
}

it('hands the leads of a rep over to the backup when a leave shows up in the HR calendar, and gives them no new ones', async () => {
  const id = await postLead(aNewPerson({ product: 'covered' }));
  expect(await waitForOwner(id)).toMatchObject({ owner: 'rex.hale' });
  await saveCovered('rex.hale', { backup: 'ted.vane', leaveCalendar: `${server.origin}/leaves-of-rex.ics` });
  await refresh();
  const rex = await call('GET', '/v1/reps/rex.hale', { key: keys.admin });
  expect(repRoutes.getRep.replies[200].parse(rex.json()).leaves).toMatchObject([{ source: 'calendar' }]);
  // Out of turn: by turn it would be sue.lind.
  expect(await waitForOwner(id, 2)).toMatchObject({ owner: 'ted.vane' });
  const moves = (await readTimeline(id)).filter(({ type }) => type === 'LeadReleased' || type === 'LeadAssigned');
  expect(moves.slice(1)).toMatchObject([{ data: { because: 'leave' } }, { data: { because: 'backup' } }]);
  expect((await readDecision(id)).assignment).toMatchObject({ chosen: 'ted.vane', backupFor: 'rex.hale' });
  const next = await postLead(aNewPerson({ product: 'covered' }));
  expect(await waitForOwner(next)).toMatchObject({ owner: 'sue.lind' });
  expect(await passedOverOf(next)).toEqual([{ rep: 'rex.hale', reason: 'on_leave' }]);
});

it('reads a calendar that was not read lately before an urgent lead is assigned', async () => {
  await saveCovered('sue.lind', { calendar: { kind: 'ical', address: `${server.origin}/sue.ics` } });
  await eventually(async () => {
    const id = await postLead(aNewPerson({ product: 'covered', touch: 'pricing_page' }));
    expect(await waitForOwner(id)).toMatchObject({ owner: 'ted.vane' });
    expect(await passedOverOf(id)).toContainEqual({ rep: 'sue.lind', reason: 'busy' });
  });
  expect(server.calls.filter(({ path }) => path === '/sue.ics')).not.toEqual([]);
});

it('takes absences in the HR calendar of the company as leaves, and lists those of nobody', async () => {
  // A function that ran before keeps the secret as it was for a minute.
  await eventually(async () => {
    await refresh();
    const val = await call('GET', '/v1/reps/val.moss', { key: keys.admin });
    expect(repRoutes.getRep.replies[200].parse(val.json()).leaves).toMatchObject([{ source: 'hr_calendar' }]);
  });
  const said = await runBaton('calendar', 'check');
  expect(said).toMatch(/val\.moss +HR calendar only/);
  expect(said).toMatch(/HR calendar: read .*; 2 absences, 1 of nobody or of several\./);
});
