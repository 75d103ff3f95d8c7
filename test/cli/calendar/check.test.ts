import { expect, it } from 'vitest';
import { calendarRows, describeHrCalendar } from '../../../cli/calendar/check.ts';
import { failure, success } from '../../../shared/domain/result.ts';
import { failedReadingOf, readingOf } from '../../../shared/domain/team/calendar-reading.ts';
import { HR_CALENDAR_ID } from '../../../shared/domain/team/hr-leaves.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';
import { aRep } from '../../support/builders/rep.ts';

const calendar = { kind: 'ical', address: 'https://calendar.example/secret.ics' } as const;
const span = (from: number, until: number) => ({ from: minutesAfterMonday(from), until: minutesAfterMonday(until) });

it('shows for each rep with a calendar whether it is read, the next busy time and the leaves in it', () => {
  const reps = [
    aRep({ id: 'kim', calendar, leaves: [{ ...span(1440, 2880), source: 'calendar' }, span(0, 10)] }),
    aRep({ id: 'lou', leaveCalendar: 'https://hr.example/lou.ics' }),
    aRep({ id: 'max', calendar }),
    aRep({ id: 'none' }),
    aRep({ id: 'gone', calendar, active: false }),
  ];
  const readings = [
    readingOf('kim', [span(-60, -30), span(30, 60)], MONDAY),
    failedReadingOf('lou', undefined, { because: 'status_404', now: MONDAY }),
  ];
  expect(calendarRows(reps, readings, MONDAY)).toEqual([
    [
      'kim',
      'ical',
      'read 2026-11-23 09:00Z',
      '2026-11-23 09:30Z – 2026-11-23 10:00Z',
      '2026-11-24 09:00Z – 2026-11-25 09:00Z',
    ],
    ['lou', 'leaves only', 'cannot be read since 2026-11-23 09:00Z: status_404', '–', '–'],
    ['max', 'ical', 'not read yet', '–', '–'],
  ]);
});

it('shows the leaves of a rep who has them from the HR calendar alone', () => {
  const rep = aRep({ id: 'kim', leaves: [{ ...span(1440, 2880), source: 'hr_calendar' }] });
  expect(calendarRows([rep], [], MONDAY)).toEqual([
    ['kim', 'HR calendar only', '–', '–', '2026-11-24 09:00Z – 2026-11-25 09:00Z'],
  ]);
});

it('lists the absences in the HR calendar that are of nobody, and names of unknown reps', async () => {
  const reps = [aRep({ id: 'kim', email: 'kim@north.example' })];
  const known = { reps, readings: [readingOf(HR_CALENDAR_ID, [], MONDAY)], now: MONDAY };
  const event = { attendees: ['jo@north.example'], title: 'Jo away', spanIn: () => span(60, 120) };
  const events = success([event, { ...event, attendees: ['kim@north.example'] }]);
  const names = { Lou: 'lou' };
  expect(await describeHrCalendar({ calendar: { read: async () => events }, names }, known)).toEqual([
    'HR calendar: read 2026-11-23 09:00Z; 2 absences, 1 of nobody or of several.',
    '  2026-11-23 10:00Z – 2026-11-23 11:00Z  Jo away, jo@north.example',
    '  The name Lou is mapped to lou, who is not among the reps.',
  ]);
  const down = { read: async () => failure('timeout') };
  expect(await describeHrCalendar({ calendar: down, names: {} }, { ...known, readings: [] })).toEqual([
    'HR calendar: not read yet; it cannot be read from here: timeout.',
  ]);
});
