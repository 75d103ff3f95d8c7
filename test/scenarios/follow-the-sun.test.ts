import { expect, it } from 'vitest';
import type { Rep } from '../../shared/domain/team/rep.ts';
import { aCalendar } from '../support/builders/plan.ts';
import { aBaton, aDemoRequest, HOUR } from './a-baton.ts';
import { aWrittenPlan } from './written-plan.ts';

/** Three teams that work from nine to five where they are: around the clock, but for the gaps between their shifts. */
function aPlanAroundTheClock() {
  const plan = aWrittenPlan({
    teams: `
  emea: {manager: mia, hours: always}
  amer: {manager: mia, hours: always}
  apac: {manager: mia, hours: always}`,
    rules: '- {rule: demo, when: {touch: demo_request}, to: emea, need: [language], closed: {follow: [amer, apac]}}',
  });
  return { ...plan, calendars: { always: aCalendar('09:00', '17:00') } };
}

const de = { attributes: { language: ['de'] } };
const REPS: readonly Partial<Rep>[] = [
  // Turns begin with the first id, so without the language it would be abe's.
  { id: 'abe', zone: 'America/Los_Angeles', teams: { amer: 1 }, attributes: { language: ['fr'] } },
  { id: 'kim', zone: 'Europe/Berlin', teams: { emea: 1 }, ...de },
  { id: 'ana', zone: 'America/Los_Angeles', teams: { amer: 1 }, ...de },
  { id: 'sue', zone: 'Pacific/Auckland', teams: { apac: 1 }, ...de },
];

it.each([
  ['11:00 in Berlin', '2026-11-24T10:00:00.000Z', 'kim', 'emea'],
  ['11:00 in Los Angeles', '2026-11-24T19:00:00.000Z', 'ana', 'amer'],
  ['15:00 in Auckland', '2026-11-24T02:00:00.000Z', 'sue', 'apac'],
])('gives a lead to the team that is at work and has what it needs, at %s', async (_, start, owner, team) => {
  const baton = await aBaton({ plan: aPlanAroundTheClock(), reps: REPS, start });
  const id = await baton.postOne(aDemoRequest('ada', { language: 'de' }));
  await baton.advance(60);
  expect((await baton.lead(id)).stage).toMatchObject({ state: 'assigned', owner, team });
});

it('waits for the first team that opens while all are closed', async () => {
  const baton = await aBaton({ plan: aPlanAroundTheClock(), reps: REPS, start: '2026-11-24T05:30:00.000Z' });
  const id = await baton.postOne(aDemoRequest('ada', { language: 'de' }));
  await baton.advance(60);
  expect(await baton.lead(id)).toMatchObject({ stage: { state: 'waiting' }, dueAt: '2026-11-24T08:00:00.000Z' });
  await baton.advance(3 * HOUR);
  expect((await baton.lead(id)).stage).toMatchObject({ state: 'assigned', owner: 'kim' });
});

it('asks no team in which nobody has what the lead needs', async () => {
  const reps = REPS.filter(({ id }) => id !== 'ana');
  const baton = await aBaton({ plan: aPlanAroundTheClock(), reps, start: '2026-11-24T19:00:00.000Z' });
  const id = await baton.postOne(aDemoRequest('ada', { language: 'de' }));
  await baton.advance(60);
  expect(await baton.lead(id)).toMatchObject({ stage: { state: 'waiting' }, dueAt: '2026-11-24T20:00:00.000Z' });
  await baton.advance(2 * HOUR);
  expect((await baton.lead(id)).stage).toMatchObject({ state: 'assigned', owner: 'sue', team: 'apac' });
});
