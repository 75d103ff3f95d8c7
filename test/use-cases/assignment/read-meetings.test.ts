import { expect, it } from 'vitest';
import { readingOf } from '../../../shared/domain/team/calendar-reading.ts';
import { readMeetings } from '../../../shared/use-cases/assignment/read-meetings.ts';
import { readTeam } from '../../../shared/use-cases/assignment/read-team.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';
import { aPlan, aTeam } from '../../support/builders/plan.ts';
import { replaceMethods } from '../../support/builders/replaced.ts';
import { aRoutedLead } from '../stopped-baton.ts';

const CALENDAR = { kind: 'ical', address: 'https://calendar.example/kim.ics' } as const;
const READING = readingOf('kim', [{ from: MONDAY, until: minutesAfterMonday(60) }], MONDAY);

/** A team of `kim`, who has a calendar, and `lou`, who has none; the reads of calendars are counted. */
async function aTeamOfTwo(passOver: ('urgent' | 'normal')[]) {
  const teams = { ...aPlan().teams, sdr: aTeam({ meetings: { passOver, longerThanSeconds: 600 } }) };
  const { baton, deps, id } = await aRoutedLead({
    plan: { teams },
    reps: [{ id: 'kim', calendar: CALENDAR }, { id: 'lou' }],
  });
  await deps.calendars.save(READING);
  await deps.calendars.save({ ...READING, rep: 'lou' });
  const asked: (readonly string[])[] = [];
  const calendars = replaceMethods(deps.calendars, {
    readingsOf: async (reps) => {
      asked.push(reps);
      return deps.calendars.readingsOf(reps);
    },
  });
  const teamNow = await readTeam('sdr', deps);
  if (!teamNow) throw new Error('no team');
  return { teamNow, calendars, lead: await baton.lead(id), asked };
}

it('reads the calendars of those who have one, at once', async () => {
  const { teamNow, calendars, lead, asked } = await aTeamOfTwo(['normal']);
  const { candidates } = await readMeetings(teamNow, { leads: [lead], now: MONDAY }, { calendars });
  expect(candidates.map(({ reading }) => reading)).toEqual([READING, undefined]);
  expect(asked).toEqual([['kim']]);
});

it('reads nothing for leads that ignore meetings', async () => {
  const { teamNow, calendars, lead, asked } = await aTeamOfTwo(['urgent']);
  expect(await readMeetings(teamNow, { leads: [lead], now: MONDAY }, { calendars })).toBe(teamNow);
  expect(await readMeetings(teamNow, { leads: [], now: MONDAY }, { calendars })).toBe(teamNow);
  expect(asked).toEqual([]);
});

it('counts everybody as free when the store of calendars fails', async () => {
  const { teamNow, lead } = await aTeamOfTwo(['normal']);
  const calendars = replaceMethods((await aRoutedLead()).deps.calendars, {
    readingsOf: async () => Promise.reject(new Error('down')),
  });
  expect(await readMeetings(teamNow, { leads: [lead], now: MONDAY }, { calendars })).toEqual(teamNow);
});

it('has calendars that were not read lately refreshed first, of reps at work, and reads what came of it', async () => {
  const { teamNow, calendars, lead, asked } = await aTeamOfTwo(['normal']);
  const refreshed: (readonly string[])[] = [];
  const later = minutesAfterMonday(5);
  const calendarRefresh = {
    refresh: async (reps: readonly string[]) => {
      refreshed.push(reps);
      await calendars.save(readingOf('kim', [], later));
      return 'done' as const;
    },
  };
  const read = (now: string, snapshot = teamNow) =>
    readMeetings(snapshot, { leads: [lead], now }, { calendars, calendarRefresh });
  expect((await read(minutesAfterMonday(1))).candidates[0]?.reading).toEqual(READING);
  expect(refreshed).toEqual([]);
  expect((await read(later)).candidates[0]?.reading).toEqual(readingOf('kim', [], later));
  expect(refreshed).toEqual([['kim']]);
  expect(asked).toEqual([['kim'], ['kim'], ['kim']]);
  const asleep = teamNow.candidates.map((one) => ({
    ...one,
    schedule: { ...one.schedule, leaves: [{ from: MONDAY, until: minutesAfterMonday(90) }] },
  }));
  await read(minutesAfterMonday(60), { ...teamNow, candidates: asleep });
  expect(refreshed).toHaveLength(1);
});

it('goes by what is known when the refresh is late, and refreshes nothing where nobody has a calendar', async () => {
  const { teamNow, calendars, lead, asked } = await aTeamOfTwo(['normal']);
  let times = 0;
  const calendarRefresh = {
    refresh: async () => {
      times += 1;
      return 'skipped' as const;
    },
  };
  const deps = { calendars, calendarRefresh };
  const now = minutesAfterMonday(5);
  expect((await readMeetings(teamNow, { leads: [lead], now }, deps)).candidates[0]?.reading).toEqual(READING);
  expect([times, asked]).toEqual([1, [['kim']]]);
  const without = { ...teamNow, candidates: teamNow.candidates.filter(({ rep }) => !rep.calendar) };
  expect(await readMeetings(without, { leads: [lead], now }, deps)).toBe(without);
  expect([times, asked]).toEqual([1, [['kim']]]);
});
