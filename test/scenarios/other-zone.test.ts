import { expect, it } from 'vitest';
import { firstResponseDueAt } from '../../shared/domain/follow-up/sla.ts';
import type { Assigned } from '../../shared/domain/lead/stage.ts';
import { aPlan, aTeam } from '../support/builders/plan.ts';
import { aBaton, aDemoRequest, HOUR } from './a-baton.ts';

it('runs the clock of a reassigned lead in the hours of the new owner, in their zone', async () => {
  const plan = { teams: { ...aPlan().teams, sdr: aTeam({ hours: 'office' }) } };
  const reps = [
    { id: 'kim', zone: 'Europe/Berlin' },
    { id: 'roy', zone: 'America/New_York' },
  ];
  // Monday 15:30 in Berlin and 09:30 in New York: both are at work.
  const baton = await aBaton({ start: '2026-11-23T14:30:00.000Z', plan, reps });
  const id = await baton.postOne(aDemoRequest());
  const first = (await baton.lead(id)).stage as Assigned;
  // One hour to the breach, half an hour more to the reassignment, which is the end of the day in Berlin.
  await baton.advance(1.5 * HOUR + 61);
  const second = (await baton.lead(id)).stage as Assigned;
  expect([first.owner, second.owner].sort()).toEqual(['kim', 'roy']);
  const due = {
    [first.owner]: firstResponseDueAt(first.deadlines),
    [second.owner]: firstResponseDueAt(second.deadlines),
  };
  expect(due.kim).toBe('2026-11-23T15:30:00.000Z');
  expect(due.roy?.slice(0, 16)).toBe('2026-11-23T17:00');
});
