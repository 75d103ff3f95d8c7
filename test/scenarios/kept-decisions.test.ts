import { expect, it } from 'vitest';
import { replayLead } from '../../shared/use-cases/routing/replay-lead.ts';
import { aDraft, aPlan } from '../support/builders/plan.ts';
import { aBaton, aDemoRequest, answerAsOwner, DAY } from './a-baton.ts';

const EQUAL = { outcome: 'equal' };
const MONTHS = 13;

it('replays a decision more than a year and many plan versions later, after all that runs in between', async () => {
  const baton = await aBaton();
  const id = await baton.postOne(aDemoRequest());
  await answerAsOwner(baton, id, { answer: 'converted', amount: 900 });
  for (let month = 0; month < MONTHS; month += 1) {
    await baton.advance(30 * DAY);
    await baton.deps.plans.activate(await baton.deps.plans.publish(aDraft({ plan: aPlan({ layers: [] }) })));
  }
  expect((await baton.deps.plans.versions()).length).toBe(MONTHS + 1);
  expect(await replayLead(await baton.lead(id), baton.deps)).toMatchObject({ route: EQUAL, assignments: [EQUAL] });
});
