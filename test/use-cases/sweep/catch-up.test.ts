import { expect, it } from 'vitest';
import { applyRepChange } from '../../../shared/use-cases/reps/change-rep.ts';
import { CATCH_UP } from '../../../shared/use-cases/sweep/catch-up.ts';
import { HOUR } from '../../scenarios/a-baton.ts';
import { anAssignedLead, aReceivedLead } from '../stopped-baton.ts';

it('routes a lead that nobody has routed', async () => {
  const { baton, deps, id } = await aReceivedLead();
  await baton.advance(HOUR);
  await CATCH_UP.lead(id, baton.now, deps);
  expect((await baton.lead(id)).stage).toMatchObject({ state: 'waiting', place: 'team' });
});

it('leaves a lead alone of which no step is due, and one that is gone', async () => {
  const { baton, deps, id } = await anAssignedLead();
  const before = await baton.lead(id);
  await CATCH_UP.lead(id, baton.now, deps);
  await CATCH_UP.lead('lead_gone', baton.now, deps);
  expect(await baton.lead(id)).toEqual(before);
});

it('follows up a change of a rep as their own function would', () => {
  expect(CATCH_UP.repChange).toBe(applyRepChange);
});
