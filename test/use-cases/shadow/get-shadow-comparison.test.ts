import { expect, it } from 'vitest';
import { getShadowComparison } from '../../../shared/use-cases/shadow/get-shadow-comparison.ts';
import { recordIncumbentOwner } from '../../../shared/use-cases/shadow/record-incumbent-owner.ts';
import { aBaton, aDemoRequest, DAY } from '../../scenarios/a-baton.ts';

/** Three leads on two days in shadow mode: the incumbent agrees on the first and the third. */
async function comparedDays() {
  const baton = await aBaton({ reps: [{ id: 'kim' }, { id: 'lea', teams: { ae: 1 } }] });
  baton.deps.world.mode = 'shadow';
  for (const [name, owner] of [
    ['ada', 'kim'],
    ['bo', 'lea'],
    ['cy', 'kim'],
  ] as const) {
    if (name === 'cy') await baton.advance(DAY);
    const lead = await baton.postOne(aDemoRequest(name));
    await baton.settle();
    await recordIncumbentOwner({ lead, owner, by: 'sync', now: baton.now }, baton.deps);
  }
  return baton.deps;
}

it('compares the leads of all days, both ends included', async () => {
  const deps = await comparedDays();
  const both = await getShadowComparison({ from: '2026-11-23', to: '2026-11-24' }, deps);
  expect(both).toMatchObject({ compared: 3, sameRep: { agreeing: 2 }, complete: true });
  const first = await getShadowComparison({ from: '2026-11-23', to: '2026-11-23' }, deps);
  expect(first).toMatchObject({ compared: 2, sameRep: { agreeing: 1 }, complete: true });
});

it('says that it is incomplete when there are more leads than it compares', async () => {
  const deps = await comparedDays();
  const some = await getShadowComparison({ from: '2026-11-23', to: '2026-11-24' }, deps, 2);
  expect(some).toMatchObject({ compared: 2, complete: false });
});

it('ends with the last day of the calendar', async () => {
  const deps = await comparedDays();
  const last = await getShadowComparison({ from: '9999-12-01', to: '9999-12-31' }, deps);
  expect(last).toMatchObject({ compared: 0, complete: true });
});
