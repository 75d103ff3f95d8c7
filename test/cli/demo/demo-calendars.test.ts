import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { addExampleMeetings, readCalendarOwners } from '../../../cli/demo/demo-calendars.ts';
import { REPS_FILE, readDemoInputs } from '../../../cli/demo/inputs.ts';
import { FakeCalendars } from '../../../cli/fakes/calendars/fake-calendars.ts';

const owners = readCalendarOwners(readFileSync(REPS_FILE, 'utf8'));

it('gives a calendar to everybody in a team, and to nobody else', () => {
  expect(owners).toContainEqual({ id: 'mia.keller', name: 'Mia Keller', zone: 'Europe/Berlin', team: 'sdr-emea' });
  expect(owners.map(({ id }) => id)).not.toContain('kim.berg');
});

it('has meetings of today from the start, for people who get no urgent leads', async () => {
  const calendars = new FakeCalendars();
  addExampleMeetings(calendars, owners, '2026-11-23T09:00:00.000Z');
  expect(calendars.entriesOf('mia.keller')).toMatchObject([
    { kind: 'meeting', from: '2026-11-23T08:00:00.000Z', until: '2026-11-23T09:00:00.000Z' },
    { from: '2026-11-23T13:00:00.000Z', until: '2026-11-23T14:30:00.000Z' },
  ]);
  const busy = owners.filter(({ id }) => calendars.entriesOf(id).length > 0);
  const { plan } = await readDemoInputs();
  const mindMeetings = plan.layers
    .flatMap(({ rules }) => rules)
    .flatMap(({ then }) => (then.kind === 'assign' && then.priority !== 'normal' ? [JSON.stringify(then)] : []));
  expect(mindMeetings).not.toEqual([]);
  for (const { team } of busy) for (const rule of mindMeetings) expect(rule).not.toContain(team);
});
