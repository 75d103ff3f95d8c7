import { afterEach, beforeEach, expect, it } from 'vitest';
import { IcalHrCalendar } from '../../../shared/adapters/calendars/ical-hr-calendar.ts';
import { WINDOW } from '../contracts/busy-times-contract.ts';
import { aCalendarServer, anIcal, type CalendarServer } from './a-calendar-server.ts';

let server: CalendarServer;
let file: string;
beforeEach(async () => {
  server = await aCalendarServer((_, answer) => answer.writeHead(200).end(file));
});
afterEach(() => server.close());

const read = () =>
  new IcalHrCalendar({
    address: `${server.origin}/all.ics`,
    local: true,
    limits: { maxCallMilliseconds: 1_000 },
  }).read(WINDOW);

it('reads absences with what tells whose they are; whole days are those of the zone that is asked for', async () => {
  file = anIcal(
    [
      'DTSTART;VALUE=DATE:20261201',
      'DTEND;VALUE=DATE:20261203',
      'ORGANIZER;CN=HR:mailto:HR@north.example',
      'ATTENDEE;CN=Kim:MAILTO:Kim@north.example',
    ],
    ['DTSTART:20261124T080000Z', 'DTEND:20261124T090000Z', 'RRULE:FREQ=WEEKLY;COUNT=2', 'TRANSP:TRANSPARENT'],
    ['DTSTART:20261124T080000Z', 'DTEND:20261124T090000Z', 'STATUS:CANCELLED'],
    ['DTSTART:20270124T080000Z', 'DTEND:20270124T090000Z'],
  );
  const found = await read();
  const events = found.ok ? found.value : [];
  expect(events.map(({ spanIn, ...event }) => ({ ...event, ...spanIn('Europe/Berlin') }))).toEqual([
    {
      attendees: ['guest@north.example', 'kim@north.example'],
      organizer: 'hr@north.example',
      title: 'Secret talks',
      from: '2026-11-30T23:00:00.000Z',
      until: '2026-12-02T23:00:00.000Z',
    },
    ...['2026-11-24', '2026-12-01'].map((day) => ({
      attendees: ['guest@north.example'],
      title: 'Secret talks',
      from: `${day}T08:00:00.000Z`,
      until: `${day}T09:00:00.000Z`,
    })),
  ]);
  expect(events[0]?.spanIn('America/New_York').from).toBe('2026-12-01T05:00:00.000Z');
});

it('fails with a code when it cannot be read', async () => {
  file = '<html>';
  expect(await read()).toEqual({ ok: false, problem: 'not_a_calendar' });
  server.answering = (_, answer) => answer.writeHead(404).end();
  expect(await read()).toEqual({ ok: false, problem: 'status_404' });
  server.answering = () => undefined;
  expect(await read()).toEqual({ ok: false, problem: 'timeout' });
});
