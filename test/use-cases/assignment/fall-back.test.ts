import { expect, it } from 'vitest';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { fallBack, sendToCatchAll } from '../../../shared/use-cases/assignment/fall-back.ts';
import { aReceivedLead, aRoutedLead } from '../stopped-baton.ts';

it('moves a lead that nobody in its team will ever take to the next target of its route', async () => {
  const { baton, deps, id } = await aRoutedLead();
  expect(await fallBack({ lead: id, team: 'sdr', because: 'nobody_ever', now: baton.now }, deps)).toBe(true);
  expect((await baton.lead(id)).stage).toMatchObject({ state: 'waiting', queue: 'catch-all', accountable: 'dana' });
});

it('keeps a lead for which the team is only full or closed, until a new date', async () => {
  const { baton, deps, id } = await aRoutedLead();
  const opensAt = addSeconds(baton.now, 7200);
  expect(await fallBack({ lead: id, team: 'sdr', because: 'all_closed', opensAt, now: baton.now }, deps)).toBe(true);
  const { stage } = await baton.lead(id);
  expect(stage).toMatchObject({ state: 'waiting', place: 'team', because: 'all_closed' });
  const again = await fallBack({ lead: id, team: 'sdr', because: 'all_closed', opensAt, now: baton.now }, deps);
  expect([again, (await baton.lead(id)).stage]).toEqual([false, stage]);
});

it('leaves a lead alone that is not in the queue of this team', async () => {
  const { baton, deps, id } = await aReceivedLead();
  expect(await fallBack({ lead: id, team: 'sdr', because: 'nobody_ever', now: baton.now }, deps)).toBe(false);
  await sendToCatchAll({ lead: id, team: 'sdr', now: baton.now, because: 'contacts' }, deps);
  expect(await baton.eventTypesOf(id)).toEqual(['LeadReceived']);
});
