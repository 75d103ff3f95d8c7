import { expect, it } from 'vitest';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { readingOf } from '../../../shared/domain/team/calendar-reading.ts';
import { readMeetings } from '../../../shared/use-cases/assignment/read-meetings.ts';
import { readTeam } from '../../../shared/use-cases/assignment/read-team.ts';
import { toAssignable } from '../../../shared/use-cases/assignment/to-assignable.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aPlan, aTeam } from '../../support/builders/plan.ts';
import { aRoutedLead } from '../stopped-baton.ts';

const LEAVE = { from: MONDAY, until: addSeconds(MONDAY, 3600) };

/** Returns how long a lead of a team with this `wait` may wait for its only rep. */
async function maxAwayOf(leaves: readonly (typeof LEAVE)[], waitSeconds?: number) {
  const teams = { ...aPlan().teams, sdr: aTeam({ waitSeconds }) };
  const { baton, deps, id } = await aRoutedLead({ plan: { teams }, reps: [{ id: 'kim', leaves }] });
  const teamNow = await readTeam('sdr', deps);
  if (!teamNow) throw new Error('no team');
  return (await toAssignable(await baton.lead(id), { teamNow, now: MONDAY }, deps)).maxAwaySeconds;
}

it('may wait for the time of its first response, or as long as its team says, once anybody has days off', async () => {
  expect(await maxAwayOf([LEAVE])).toBe(3600);
  expect(await maxAwayOf([LEAVE], 7200)).toBe(7200);
  expect(await maxAwayOf([], 7200)).toBeUndefined();
});

it('passes over meetings as long as the time for its first response, if that is less than the team says', async () => {
  const calendar = { kind: 'ical', address: 'https://calendar.example/kim.ics' } as const;
  const termsWith = async (longerThanSeconds: number) => {
    const teams = { ...aPlan().teams, sdr: aTeam({ meetings: { passOver: ['normal'], longerThanSeconds } }) };
    const { baton, deps, id } = await aRoutedLead({ plan: { teams }, reps: [{ id: 'kim', calendar }] });
    await deps.calendars.save(readingOf('kim', [], MONDAY));
    const teamNow = await readTeam('sdr', deps);
    const lead = await baton.lead(id);
    const read = teamNow && (await readMeetings(teamNow, { leads: [lead], now: MONDAY }, deps));
    return read && (await toAssignable(lead, { teamNow: read, now: MONDAY }, deps)).meetings;
  };
  expect(await termsWith(600)).toEqual({ atLeastSeconds: 600, waitUntil: addSeconds(MONDAY, 1800) });
  expect(await termsWith(7200)).toEqual({ atLeastSeconds: 3600, waitUntil: addSeconds(MONDAY, 1800) });
});

it('may go to somebody who is not at work yet if its rule says so, within the time for its first response', async () => {
  const plan = aPlan();
  const layers = plan.layers.map(({ layer, rules }) => ({
    layer,
    rules: rules.map((rule) =>
      rule.then.kind === 'assign' ? { ...rule, then: { ...rule.then, closed: { kind: 'assign' } as const } } : rule,
    ),
  }));
  const { baton, deps, id } = await aRoutedLead({ plan: { layers }, reps: [{ id: 'kim' }] });
  const teamNow = await readTeam('sdr', deps);
  if (!teamNow) throw new Error('no team');
  const lead = await baton.lead(id);
  expect(await toAssignable(lead, { teamNow, now: MONDAY }, deps)).toMatchObject({ whileClosed: { maxSeconds: 3600 } });
});
