import { expect, it } from 'vitest';
import { readIcal } from '../../../shared/adapters/calendars/ical-events.ts';
import { anIcal } from './a-calendar-server.ts';

const WINDOW = { from: '2026-10-19T00:00:00.000Z', until: '2026-11-02T00:00:00.000Z' };

function read(events: readonly (readonly string[])[], more: { zone?: string; everyEventIsLeave?: boolean } = {}) {
  const options = { zone: 'Europe/Berlin', window: WINDOW, everyEventIsLeave: false, ...more };
  const result = readIcal(anIcal(...events), options);
  return result.ok
    ? result.value.map(({ from, until, ...marks }) => [from.slice(5, 16), until.slice(5, 16), marks])
    : result.problem;
}
const at = (hour: string, ...more: readonly string[]) => [`DTSTART:20261020T${hour}0000Z`, 'DURATION:PT1H', ...more];
const TALK = ['10-20T10:00', '10-20T11:00', {}];

it('reads times in UTC, in a zone, in a zone of Windows and without a zone', () => {
  expect(
    read([
      at('10'),
      ['DTSTART;TZID=America/New_York:20261021T100000', 'DURATION:PT30M'],
      ['DTSTART;TZID=W. Europe Standard Time:20261022T100000', 'DURATION:PT30M'],
      ['DTSTART:20261023T100000', 'DURATION:PT30M'],
    ]),
  ).toEqual([
    TALK,
    ['10-21T14:00', '10-21T14:30', {}],
    ['10-22T08:00', '10-22T08:30', {}],
    ['10-23T08:00', '10-23T08:30', {}],
  ]);
});

it('repeats an event at the same local time when the clock changes', () => {
  const weekly = ['DTSTART;TZID=Europe/Berlin:20260601T100000', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;BYDAY=TU'];
  expect(read([weekly])).toEqual([
    ['10-20T08:00', '10-20T09:00', {}],
    ['10-27T09:00', '10-27T10:00', {}],
  ]);
});

it('knows exceptions: left out, moved, moved into the window from outside, and cancelled', () => {
  const series = ['UID:a', 'DTSTART:20261020T100000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=20'];
  const exception = (id: string, ...more: readonly string[]) => ['UID:a', `RECURRENCE-ID:${id}T100000Z`, ...more];
  const answer = read([
    [...series, 'EXDATE:20261021T100000Z'],
    exception('20261022', 'DTSTART:20261022T150000Z', 'DURATION:PT1H'),
    exception('20261023', 'DTSTART:20261023T100000Z', 'DURATION:PT1H', 'STATUS:CANCELLED'),
    exception('20261105', 'DTSTART:20261023T160000Z', 'DURATION:PT1H'),
  ]);
  expect(answer).toHaveLength(12);
  expect(answer.slice(0, 4)).toEqual([
    TALK,
    ['10-22T15:00', '10-22T16:00', {}],
    ['10-23T16:00', '10-23T17:00', {}],
    ['10-24T10:00', '10-24T11:00', {}],
  ]);
});

it('takes whole days in the zone of the rep, also on the day the clock changes', () => {
  const days = ['DTSTART;VALUE=DATE:20261024', 'DTEND;VALUE=DATE:20261026'];
  expect(read([days])).toEqual([['10-23T22:00', '10-25T23:00', { allDay: true }]]);
  expect(read([days], { zone: 'Pacific/Auckland' })).toEqual([['10-23T11:00', '10-25T11:00', { allDay: true }]]);
});

it.each([
  ['cancelled', 'STATUS:CANCELLED'],
  ['transparent', 'TRANSP:TRANSPARENT'],
  ['marked as free', 'X-MICROSOFT-CDO-BUSYSTATUS:FREE'],
  ['marked as work elsewhere', 'X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE'],
])('does not count an event that is %s', (_, line) => {
  expect(read([at('10', line)])).toEqual([]);
});

it.each(['STATUS:TENTATIVE', 'TRANSP:OPAQUE', 'X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE'])('counts %s', (line) => {
  expect(read([at('10', line)])).toEqual([TALK]);
});

it('takes a whole day as it is shown: as busy by default, and as free', () => {
  const day = ['DTSTART;VALUE=DATE:20261022', 'SUMMARY:Conference'];
  const busy = ['10-21T22:00', '10-22T22:00', { allDay: true }];
  expect(read([day, [...day, 'TRANSP:OPAQUE'], [...day, 'TRANSP:TRANSPARENT']])).toEqual([busy, busy]);
});

it('takes an event as leave only if it is marked so', () => {
  const day = ['DTSTART;VALUE=DATE:20261022', 'SUMMARY:Vacation!'];
  expect(read([day, [...day, 'X-MICROSOFT-CDO-BUSYSTATUS:OOF', 'TRANSP:TRANSPARENT']])).toEqual([
    ['10-21T22:00', '10-22T22:00', { allDay: true }],
    ['10-21T22:00', '10-22T22:00', { allDay: true, leave: true }],
  ]);
});

it('takes every event of a calendar of leaves, except cancelled ones', () => {
  const days = [at('10', 'TRANSP:TRANSPARENT'), at('12', 'STATUS:CANCELLED')];
  expect(read(days, { everyEventIsLeave: true })).toEqual([['10-20T10:00', '10-20T11:00', { leave: true }]]);
});

it('reads free/busy entries', () => {
  const text = [
    'BEGIN:VCALENDAR',
    'BEGIN:VFREEBUSY',
    'FREEBUSY;FBTYPE=BUSY:20261020T100000Z/20261020T110000Z,20261021T100000Z/PT1H',
    'FREEBUSY;FBTYPE=FREE:20261022T100000Z/PT1H',
    'END:VFREEBUSY',
    'END:VCALENDAR',
  ].join('\r\n');
  expect(readIcal(text, { zone: 'UTC', window: WINDOW, everyEventIsLeave: false })).toEqual({
    ok: true,
    value: [
      { from: '2026-10-20T10:00:00.000Z', until: '2026-10-20T11:00:00.000Z' },
      { from: '2026-10-21T10:00:00.000Z', until: '2026-10-21T11:00:00.000Z' },
    ],
  });
});

it('takes nothing from a file that is no calendar, or was cut off', () => {
  const options = { zone: 'UTC', window: WINDOW, everyEventIsLeave: false };
  const whole = anIcal(at('10'));
  for (const text of ['', '<html></html>', whole.slice(0, -20)])
    expect(readIcal(text, options)).toEqual({ ok: false, problem: 'not_a_calendar' });
});

it.each([
  'FREQ=SECONDLY',
  'FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30',
  'FREQ=YEARLY;BYDAY=MO;BYMONTH=2;BYMONTHDAY=30',
  'FREQ=MINUTELY;INTERVAL=0',
])('is not held up by the rule %s', (rule) => {
  const started = performance.now();
  read([['DTSTART:20260101T100000Z', 'DURATION:PT1H', `RRULE:${rule}`]]);
  expect(performance.now() - started).toBeLessThan(10_000);
});
