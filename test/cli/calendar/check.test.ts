import { expect, it } from 'vitest';
import { calendarRows } from '../../../cli/calendar/check.ts';
import { failedReadingOf, readingOf } from '../../../shared/domain/team/calendar-reading.ts';
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
