import { expect, it } from 'vitest';
import { setAsideUnassignable } from '../../../shared/use-cases/assignment/set-aside.ts';
import { aBaton, aDemoRequest } from '../../scenarios/a-baton.ts';
import { aPlan } from '../../support/builders/plan.ts';

/** A lead in a team's queue that these reps have refused, where the plan allows two refusals. */
async function setAside(refusedBy: readonly string[] | undefined) {
  const plan = { limits: { ...aPlan().limits, refuse: 2 } };
  const baton = await aBaton({ plan, switches: { doorbell: false, sweep: false, timers: false } });
  const id = await baton.postOne(aDemoRequest());
  await baton.settle();
  const lead = { ...(await baton.lead(id)), ...(refusedBy && { refusedBy }) };
  const left = await setAsideUnassignable([lead], { team: 'sdr', now: baton.now }, baton.deps);
  return { left: left.map((one) => one.id), id, stage: (await baton.lead(id)).stage };
}

it('leaves a lead that fewer reps have refused than the plan allows', async () => {
  for (const refusedBy of [undefined, ['kim']]) {
    const { left, id, stage } = await setAside(refusedBy);
    expect(left).toEqual([id]);
    expect(stage).toMatchObject({ place: 'team' });
  }
});

it('sends a lead that as many have refused to the catch-all queue', async () => {
  const { left, stage } = await setAside(['kim', 'lea']);
  expect(left).toEqual([]);
  expect(stage).toMatchObject({ place: 'queue', because: 'refusals', accountable: 'dana' });
});
