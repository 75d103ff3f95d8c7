import { expect, it } from 'vitest';
import { createInMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import type { Rep } from '../../../shared/domain/team/rep.ts';
import type { BusyTimes, BusyTimesAnswer } from '../../../shared/ports/busy-times.ts';
import { refreshCalendars } from '../../../shared/use-cases/calendars/refresh-calendars.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';
import { aRep, saveReps } from '../../support/builders/rep.ts';
import { replaceMethods } from '../../support/builders/replaced.ts';

const MEETING = { from: minutesAfterMonday(0), until: minutesAfterMonday(30) };
const READ: BusyTimesAnswer = { outcome: 'read', busy: [MEETING] };
const FAILED: BusyTimesAnswer = { outcome: 'failed', because: 'timeout' };

/** A source whose answers are by address, with the batches that it was asked for. */
function aSource(answers: Readonly<Record<string, BusyTimesAnswer>>, maxCalendars = 2) {
  const batches: (readonly string[])[] = [];
  const source: BusyTimes = {
    maxCalendars,
    read: async (calendars) => {
      batches.push(calendars.map(({ rep }) => rep));
      return new Map(calendars.flatMap(({ rep, address }) => (answers[address] ? [[rep, answers[address]]] : [])));
    },
  };
  return { source, batches };
}

const withCalendar = (id: string, address: string, more: Partial<Rep> = {}): Rep =>
  aRep({ id, calendar: { kind: 'google', address }, ...more });

async function anOffice(...reps: readonly Rep[]) {
  const deps = { ...createInMemoryDeps(), leaveTimes: aSource({}).source };
  await saveReps(deps.reps, ...reps);
  return deps;
}

it('stores when each rep with a calendar is busy, and reads as many at once as the source can', async () => {
  const deps = await anOffice(
    withCalendar('kim', 'a'),
    withCalendar('lou', 'a'),
    withCalendar('max', 'a'),
    withCalendar('left', 'a', { active: false }),
    aRep({ id: 'none' }),
  );
  const { source, batches } = aSource({ a: READ });
  const result = await refreshCalendars({ now: MONDAY }, { ...deps, busyTimes: { google: source } });
  expect(result).toEqual({ read: 3, failed: [] });
  expect(batches.map(({ length }) => length)).toEqual([2, 1]);
  expect(await deps.calendars.readingsOf(['kim', 'lou', 'max', 'left', 'none'])).toEqual(
    ['kim', 'lou', 'max'].map((rep) => ({ rep, readAt: MONDAY, triedAt: MONDAY, busy: [MEETING] })),
  );
});

it('keeps what is known of a calendar that cannot be read, and asks for a person after two hours', async () => {
  const deps = await anOffice(withCalendar('kim', 'a'));
  await refreshCalendars({ now: MONDAY }, { ...deps, busyTimes: { google: aSource({ a: READ }).source } });
  const down = { ...deps, busyTimes: { google: aSource({ a: FAILED }).source } };
  const first = await refreshCalendars({ now: minutesAfterMonday(5) }, down);
  const later = await refreshCalendars({ now: minutesAfterMonday(126) }, down);
  expect(first).toEqual({ read: 0, failed: [{ rep: 'kim', because: 'timeout', needsPerson: false }] });
  expect(later.failed).toEqual([{ rep: 'kim', because: 'timeout', needsPerson: true }]);
  expect(await deps.calendars.readingsOf(['kim'])).toEqual([
    {
      rep: 'kim',
      readAt: MONDAY,
      triedAt: minutesAfterMonday(126),
      busy: [MEETING],
      failing: { since: minutesAfterMonday(5), because: 'timeout' },
    },
  ]);
});

it('says that a kind is not connected, and when a source leaves out an answer', async () => {
  const deps = await anOffice(
    withCalendar('kim', 'a'),
    withCalendar('lou', 'b', { calendar: { kind: 'ical', address: 'b' } }),
  );
  const { failed } = await refreshCalendars({ now: MONDAY }, { ...deps, busyTimes: { google: aSource({}).source } });
  expect(failed.map(({ rep, because }) => [rep, because])).toEqual([
    ['kim', 'no_answer'],
    ['lou', 'not_connected'],
  ]);
});

it('begins with the calendars that were not tried for longest, and takes a limited number', async () => {
  const reps = Array.from({ length: 301 }, (_, index) => withCalendar(`rep-${String(index).padStart(3, '0')}`, 'a'));
  const deps = await anOffice(...reps);
  const { source, batches } = aSource({ a: READ }, 1000);
  await refreshCalendars({ now: MONDAY }, { ...deps, busyTimes: { google: source } });
  await refreshCalendars({ now: minutesAfterMonday(5) }, { ...deps, busyTimes: { google: source } });
  expect(batches.map(({ length }) => length)).toEqual([300, 300]);
  expect(batches[1]?.[0]).toBe('rep-300');
});

it('tries every calendar before it fails because one could not be stored', async () => {
  const deps = await anOffice(withCalendar('kim', 'a'), withCalendar('lou', 'a'));
  const calendars = replaceMethods(deps.calendars, {
    save: async (reading) => {
      if (reading.rep === 'kim') throw new Error('down');
      await deps.calendars.save(reading);
    },
  });
  const run = refreshCalendars(
    { now: MONDAY },
    { ...deps, calendars, busyTimes: { google: aSource({ a: READ }, 1).source } },
  );
  await expect(run).rejects.toThrow('down');
  expect(await deps.calendars.readingsOf(['kim', 'lou'])).toHaveLength(1);
});

const DAY = 24 * 60;
const VACATION = { from: minutesAfterMonday(DAY), until: minutesAfterMonday(8 * DAY) };
const FROM_CALENDAR = { ...VACATION, source: 'calendar' };
const away = (more: object = { leave: true }): BusyTimesAnswer => ({
  outcome: 'read',
  busy: [{ ...VACATION, ...more }],
});

it('takes leaves from both calendars beside typed ones, and removes them when they are gone', async () => {
  const typed = { from: minutesAfterMonday(20 * DAY), until: minutesAfterMonday(21 * DAY) };
  const deps = await anOffice(
    withCalendar('kim', 'a', { leaves: [typed] }),
    aRep({ id: 'lou', leaveCalendar: 'hr' }),
    withCalendar('max', 'meetings'),
  );
  const run = (answers: Readonly<Record<string, BusyTimesAnswer>>, minutes: number) =>
    refreshCalendars(
      { now: minutesAfterMonday(minutes) },
      {
        ...deps,
        busyTimes: { google: aSource(answers).source },
        leaveTimes: aSource(answers).source,
      },
    );
  const leavesOf = async (id: string) => (await deps.reps.get(id))?.leaves;
  expect(await run({ a: away(), hr: away(), meetings: away({}) }, 0)).toEqual({ read: 3, failed: [] });
  expect([await leavesOf('kim'), await leavesOf('lou'), await leavesOf('max')]).toEqual([
    [typed, FROM_CALENDAR],
    [FROM_CALENDAR],
    [],
  ]);
  await run({ a: FAILED, hr: FAILED, meetings: FAILED }, 5);
  expect(await leavesOf('kim')).toEqual([typed, FROM_CALENDAR]);
  expect(await leavesOf('lou')).toEqual([FROM_CALENDAR]);
  const none: BusyTimesAnswer = { outcome: 'read', busy: [] };
  await run({ a: none, hr: none, meetings: none }, 10);
  expect([await leavesOf('kim'), await leavesOf('lou')]).toEqual([[typed], []]);
});

it('rings for the teams of a rep whose leave began or ended, and changes nobody whose leaves stay', async () => {
  const deps = await anOffice(aRep({ id: 'lou', leaveCalendar: 'hr' }));
  const run = (minutes: number) =>
    refreshCalendars(
      { now: minutesAfterMonday(minutes) },
      {
        ...deps,
        busyTimes: {},
        leaveTimes: aSource({ hr: away() }).source,
      },
    );
  await run(0);
  expect(deps.doorbell.takeRungTeams()).toEqual(['sdr']);
  await run(5);
  expect(deps.doorbell.takeRungTeams()).toEqual([]);
  expect((await deps.reps.get('lou'))?.version).toBe(2);
});

it('reads the calendars of those who are named only, and nothing for somebody unknown', async () => {
  const deps = await anOffice(withCalendar('kim', 'a'), withCalendar('lou', 'a'), aRep({ id: 'none' }));
  const { source, batches } = aSource({ a: READ });
  const only = ['lou', 'none', 'unknown'];
  expect(await refreshCalendars({ now: MONDAY, only }, { ...deps, busyTimes: { google: source } })).toEqual({
    read: 1,
    failed: [],
  });
  expect(batches).toEqual([['lou']]);
});
