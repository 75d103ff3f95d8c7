import { expect, it } from 'vitest';
import type { FollowUpTimer } from '../../shared/ports/follow-ups.ts';
import { startFollowUp } from '../../shared/use-cases/start-follow-up.ts';
import { wakeTimer } from '../../shared/use-cases/wake-timer.ts';
import { replaced } from '../builders/replaced.ts';
import { aBaton, aDemoRequest, HOUR, ownerAnswers } from '../scenarios/a-baton.ts';

const QUIET = { timers: false, sweep: false };

it('starts a timer for a lead that nobody touched, and none for one in work', async () => {
  const baton = await aBaton({ switches: QUIET });
  const id = await baton.postOne(aDemoRequest());
  const started: [FollowUpTimer, number][] = [];
  const followUps = {
    start: async (timer: FollowUpTimer, waitSeconds: number) => void started.push([timer, waitSeconds]),
  };
  const deps = { leads: baton.deps.leads, followUps };
  expect(await startFollowUp(id, baton.now, deps)).toBe('started');
  await ownerAnswers(baton, id, { answer: 'contacted' });
  expect(await startFollowUp(id, baton.now, deps)).toBe('not_needed');
  // To the warning, not to the notice, which the event of the assignment sends.
  expect(started).toEqual([[{ leadId: id, epoch: 1, revision: 1 }, 45 * 60]]);
});

it('sleeps a while and not for a second when what is due cannot be done', async () => {
  const baton = await aBaton({ switches: QUIET });
  const id = await baton.postOne(aDemoRequest());
  await baton.advance(2 * HOUR);
  const leads = replaced(baton.deps.leads, { commit: async () => ({ outcome: 'invalid' }) });
  const woken = await wakeTimer({ leadId: id, epoch: 1, revision: 1 }, baton.now, { ...baton.deps, leads });
  expect(woken).toEqual({ done: false, waitSeconds: 60 });
});
