import { expect, it } from 'vitest';
import { aPlan, aTeam } from '../support/builders/plan.ts';
import { aBaton, aDemoRequest, answerAsOwner, DAY, HOUR, postMany } from './a-baton.ts';
import { expectInvariants } from './invariants.ts';

/** Sixty days for the first response, so that nothing but a free slot gives the waiting leads an owner. */
const slas = [{ sla: 'rest', firstTouchSeconds: 60 * DAY, ladder: 'soft' }];
const plan = { slas, teams: { ...aPlan().teams, sdr: aTeam({ cap: { open: 1 } }) } };

it.each([
  ['by events', {}],
  ['by the sweep alone', { events: false, doorbell: false }],
])('leads that have waited for a month are assigned once there is room, oldest first, %s', async (_, switches) => {
  const office = { plan, reps: [{ id: 'ann' }], sweepIntervalSeconds: HOUR };
  const baton = await aBaton({ ...office, switches: { timers: false, ...switches } });
  const [first = '', second = '', third = ''] = await postMany(baton, 3, (index) => aDemoRequest(`lead${index}`));
  await baton.advance(30 * DAY);
  expect((await baton.lead(second)).stage.state).toBe('waiting');
  for (const [held, next] of [
    [first, second],
    [second, third],
  ] as const) {
    expect((await baton.lead(held)).stage).toMatchObject({ state: 'assigned', owner: 'ann' });
    await answerAsOwner(baton, held, { answer: 'disqualified', reason: 'no_need' });
    await baton.advance(2 * HOUR);
    expect((await baton.lead(next)).stage).toMatchObject({ state: 'assigned', owner: 'ann' });
  }
  await expectInvariants(baton);
});
