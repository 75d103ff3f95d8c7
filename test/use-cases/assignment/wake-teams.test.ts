import { expect, it } from 'vitest';
import { followOpenDeal } from '../../../shared/use-cases/answers/follow-open-deal.ts';
import { assignTeam } from '../../../shared/use-cases/assignment/assign-team.ts';
import { wakeTeams } from '../../../shared/use-cases/assignment/wake-teams.ts';
import { answerAsOwner } from '../../scenarios/a-baton.ts';
import { queuedLeads } from '../situations.ts';
import { anAssignedLead, aReceivedLead, aRoutedLead } from '../stopped-baton.ts';

it('rings for the team in whose queue the lead waits, each time it is told', async () => {
  const { deps, id } = await aRoutedLead();
  expect(await wakeTeams(id, deps)).toEqual(['sdr']);
  expect(await wakeTeams(id, deps)).toEqual(['sdr']);
  expect(deps.doorbell.rings).toEqual(['sdr', 'sdr']);
});

it('rings for nobody when the lead is unknown, is not routed yet, or has its owner', async () => {
  const received = await aReceivedLead();
  const assigned = await anAssignedLead();
  expect(await wakeTeams('lead_nobody', received.deps)).toEqual([]);
  expect(await wakeTeams(received.id, received.deps)).toEqual([]);
  expect(await wakeTeams(assigned.id, assigned.deps)).toEqual([]);
  expect(assigned.deps.doorbell.rings).toEqual([]);
});

it('rings for the team whose rep freed a slot, if leads wait there', async () => {
  const { baton, id } = await queuedLeads(4);
  for (const rep of await baton.deps.reps.list())
    await baton.deps.reps.save(
      { ...rep, cap: { open: 1 }, version: 2 },
      { rep: rep.id, version: 2, at: baton.now, teams: ['sdr'] },
    );
  await assignTeam('sdr', baton.now, baton.deps);
  await answerAsOwner(baton, id, { answer: 'disqualified', reason: 'no_need' });
  expect((await baton.lead(id)).stage.state).toBe('closed');
  expect(await wakeTeams(id, baton.deps)).toEqual(['sdr']);
});

it.each([
  [{ capacity: { working: 0.5, qualified: 0.5 } }, ['sdr']],
  [{}, []],
])('with %o, rings for the team whose rep works on a lead now: %o', async (plan, rung) => {
  const { baton, id } = await queuedLeads(2, { plan, reps: [{ id: 'kim', cap: { open: 1 } }] });
  await assignTeam('sdr', baton.now, baton.deps);
  await answerAsOwner(baton, id, { answer: 'contacted' });
  expect((await baton.lead(id)).stage.state).toBe('working');
  expect(await wakeTeams(id, baton.deps)).toEqual(rung);
});

it('rings for the team whose rep has less work with a deal now, though the lead still takes a slot', async () => {
  const plan = { capacity: { working: 1, qualified: 1, deal: { stages: { demo: 2 }, otherwise: 1 } } };
  const { baton, id } = await queuedLeads(2, { plan, reps: [{ id: 'kim', cap: { open: 1 } }] });
  await assignTeam('sdr', baton.now, baton.deps);
  await answerAsOwner(baton, id, { answer: 'contacted' });
  expect(await wakeTeams(id, baton.deps)).toEqual([]);
  const place = { key: 'hubspot-deal:501', leads: [id], via: 'hubspot' };
  await followOpenDeal({ ...place, open: { stage: 'demo', rep: 'kim' } }, baton.now, baton.deps);
  await followOpenDeal(place, baton.now, baton.deps);
  expect(await wakeTeams(id, baton.deps)).toEqual(['sdr']);
});

it('does not ring for a freed slot when nobody waits', async () => {
  const { baton, deps, id } = await anAssignedLead();
  await answerAsOwner(baton, id, { answer: 'disqualified', reason: 'no_need' });
  expect(await wakeTeams(id, deps)).toEqual([]);
});
