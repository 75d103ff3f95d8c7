import { expect, it } from 'vitest';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { setAsideUnassignable } from '../../../shared/use-cases/assignment/set-aside.ts';
import { aRecycling } from '../../support/builders/plan.ts';
import { aRoutedLead } from '../stopped-baton.ts';

const WEEK = 7 * 24 * 3600;
const CAPPED = aRecycling({ stop: { ...aRecycling().stop, contacts: { most: 1, withinSeconds: WEEK } } });

/** A lead in a team's queue whose person was contacted this many seconds ago. */
async function aContactedLead(secondsAgo: number, recycling = CAPPED) {
  const { baton, deps, id } = await aRoutedLead({ plan: { recycling } });
  const lead = { ...(await baton.lead(id)), contacts: [addSeconds(baton.now, -secondsAgo)] };
  return { baton, deps, lead, at: { team: 'sdr', now: baton.now } };
}

it('moves a lead whose person may not be contacted now to the catch-all queue, and keeps the others', async () => {
  const { baton, deps, lead, at } = await aContactedLead(60);
  const other = { ...lead, id: 'lead_other', contacts: [] };
  expect(await setAsideUnassignable([lead, other], at, deps)).toEqual([other]);
  expect((await baton.lead(lead.id)).stage).toMatchObject({ queue: 'catch-all', because: 'contacts' });
});

it('keeps a lead whose contacts are older than the plan counts, or whose plan sets no limit', async () => {
  for (const { baton, deps, lead, at } of [await aContactedLead(WEEK), await aContactedLead(60, aRecycling())]) {
    const before = await baton.lead(lead.id);
    expect(await setAsideUnassignable([lead], at, deps)).toEqual([lead]);
    expect(await baton.lead(lead.id)).toEqual(before);
  }
});

it('moves a lead once when it is called twice with the same stale lead', async () => {
  const { baton, deps, lead, at } = await aContactedLead(60);
  await setAsideUnassignable([lead], at, deps);
  const moved = await baton.lead(lead.id);
  expect(await setAsideUnassignable([lead], at, deps)).toEqual([]);
  expect(await baton.lead(lead.id)).toEqual(moved);
});
