import { expect, it } from 'vitest';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { recordIncumbentOwner } from '../../../shared/use-cases/shadow/record-incumbent-owner.ts';
import { aBaton, aDemoRequest, HOUR } from '../../scenarios/a-baton.ts';

/** A lead that Baton gave to kim in shadow mode, or while live. */
async function aDecidedLead(mode: 'shadow' | 'live' = 'shadow') {
  const baton = await aBaton({ reps: [{ id: 'kim' }, { id: 'lea', teams: { ae: 1 } }] });
  baton.deps.world.mode = mode;
  const lead = await baton.postOne(aDemoRequest());
  await baton.settle();
  const report = (owner: string, more: { readonly firstResponseAt?: string } = {}, id = lead) =>
    recordIncumbentOwner({ lead: id, owner, by: 'sync', now: baton.now, ...more }, baton.deps);
  return { baton, lead, report };
}

it('records the incumbent’s owner as an event, once', async () => {
  const { baton, lead, report } = await aDecidedLead();
  expect([await report('lea'), await report('lea')]).toEqual(['recorded', 'repeated']);
  const events = (await baton.eventTypesOf(lead)).filter((type) => type === 'IncumbentOwnerReported');
  expect(events).toHaveLength(1);
  expect((await baton.lead(lead)).stage).toMatchObject({ state: 'assigned' });
});

it('stops the clock by the incumbent’s first response, at its own time', async () => {
  const { baton, lead, report } = await aDecidedLead();
  const firstResponseAt = addSeconds(baton.now, 60);
  await baton.advance(HOUR / 2);
  expect(await report('lea', { firstResponseAt })).toBe('recorded');
  expect((await baton.lead(lead)).stage).toMatchObject({ state: 'working', firstResponseAt, wasBreached: false });
});

it('compares nothing for a lead that came while Baton was live, nor for one that does not exist', async () => {
  const { report } = await aDecidedLead('live');
  expect(await report('lea')).toBe('not_in_shadow_mode');
  expect(await report('lea', {}, 'lead_none')).toBe('no_such_lead');
});
