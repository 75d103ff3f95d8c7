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
  const { candidates } = await readMeetings(teamNow, [lead], { calendars });
  expect(candidates.map(({ reading }) => reading)).toEqual([READING, undefined]);
  expect(asked).toEqual([['kim']]);
});

it('reads nothing for leads that ignore meetings', async () => {
  const { teamNow, calendars, lead, asked } = await aTeamOfTwo(['urgent']);
  expect(await readMeetings(teamNow, [lead], { calendars })).toBe(teamNow);
  expect(await readMeetings(teamNow, [], { calendars })).toBe(teamNow);
  expect(asked).toEqual([]);
});

it('counts everybody as free when the store of calendars fails', async () => {
  const { teamNow, lead } = await aTeamOfTwo(['normal']);
  const calendars = replaceMethods((await aRoutedLead()).deps.calendars, {
    readingsOf: async () => Promise.reject(new Error('down')),
  });
  expect(await readMeetings(teamNow, [lead], { calendars })).toEqual(teamNow);
});
