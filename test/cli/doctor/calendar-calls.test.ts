import { expect, it } from 'vitest';
import { checkCalendarCalls } from '../../../cli/doctor/calendar-calls.ts';
import type { CalendarKind } from '../../../shared/domain/team/calendar-reading.ts';
import type { BusyTimes, BusyTimesAnswer } from '../../../shared/ports/busy-times.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';
import { aRep } from '../../support/builders/rep.ts';

const withCalendar = (id: string, kind: CalendarKind, active = true) =>
  aRep({ id, active, calendar: { kind, address: `${id}@north.example` } });

function aSource(answer: BusyTimesAnswer) {
  const asked: unknown[] = [];
  const read: BusyTimes['read'] = async (calendars, window) => {
    asked.push([calendars.map(({ rep }) => rep), window]);
    return new Map(calendars.map(({ rep }) => [rep, answer]));
  };
  return { source: { maxCalendars: 20, read }, asked };
}

it('reads an hour of one active rep for each connection', async () => {
  const { source, asked } = aSource({ outcome: 'read', busy: [] });
  const reps = [withCalendar('left', 'google', false), withCalendar('kim', 'google'), withCalendar('lou', 'google')];
  expect(await checkCalendarCalls(reps, async () => ({ google: source }), MONDAY)).toEqual([
    { check: 'Calendars', state: 'ok', observed: 'google answers now, tried with kim' },
  ]);
  expect(asked).toEqual([[['kim'], { from: MONDAY, until: minutesAfterMonday(60) }]]);
});

it('says which connection fails, and what to do', async () => {
  const { source } = aSource({ outcome: 'failed', because: 'status_401' });
  const reps = [withCalendar('kim', 'google'), withCalendar('lou', 'microsoft')];
  expect(await checkCalendarCalls(reps, async () => ({ google: source }), MONDAY)).toMatchObject([
    { state: 'warning', observed: 'google cannot be read now, tried with kim: status_401' },
    {
      state: 'failed',
      observed: expect.stringContaining('not_connected'),
      todo: expect.stringContaining('connect microsoft'),
    },
  ]);
});

it('opens no secret where nobody has a calendar', async () => {
  const sources = () => Promise.reject(new Error('may not read it'));
  expect(await checkCalendarCalls([aRep({ id: 'kim' })], sources, MONDAY)).toEqual([]);
});
