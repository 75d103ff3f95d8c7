import { expect, it } from 'vitest';
import { judgeCalendars } from '../../../cli/doctor/calendars.ts';
import { failedReadingOf, readingOf } from '../../../shared/domain/team/calendar-reading.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';
import { aRep } from '../../support/builders/rep.ts';

const kim = aRep({ id: 'kim', calendar: { kind: 'ical', address: 'https://calendar.example/kim.ics' } });
const down = failedReadingOf('kim', undefined, { because: 'timeout', now: MONDAY });

it('says nothing where nobody has a calendar', () => {
  expect(judgeCalendars([aRep(), { ...kim, active: false }], [down], minutesAfterMonday(60))).toEqual([]);
});

it('warns of each calendar that has failed for half an hour', () => {
  expect(judgeCalendars([kim], [readingOf('kim', [], MONDAY)], MONDAY)).toMatchObject([{ state: 'ok' }]);
  expect(judgeCalendars([kim], [down], minutesAfterMonday(20))).toMatchObject([{ state: 'ok' }]);
  expect(judgeCalendars([kim], [down], minutesAfterMonday(31))).toEqual([
    {
      check: 'Calendars',
      state: 'warning',
      observed: `that of kim cannot be read since ${MONDAY}: timeout`,
      todo: 'docs/runbook.md#calendar-unreadable',
    },
  ]);
});
