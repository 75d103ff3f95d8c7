import { expect, it } from 'vitest';
import type { VirtualBaton } from '../../../shared/simulation/virtual-baton.ts';
import { assignTeam } from '../../../shared/use-cases/assignment/assign-team.ts';
import { joinColleagues } from '../../../shared/use-cases/assignment/join-colleagues.ts';
import { aBaton, aDemoRequest } from '../../scenarios/a-baton.ts';
import { aColleagueRule, aPlan } from '../../support/builders/plan.ts';

/** Leads of these companies in the queue of a team whose doorbell is off, with or without a rule about colleagues. */
async function queueOf(companies: readonly string[], { asks = true } = {}) {
  const layers = [...(asks ? [{ layer: 'relationship', rules: [aColleagueRule()] }] : []), ...aPlan().layers];
  const baton = await aBaton({ plan: { layers }, switches: { doorbell: false, sweep: false, timers: false } });
  const leads = [];
  for (const [index, company] of companies.entries()) {
    const email = `n${index}@${company}.example`;
    leads.push(await baton.lead(await baton.postOne(aDemoRequest(`n${index}`, { email }))));
  }
  return { baton, leads, ids: leads.map(({ id }) => id) };
}

async function split({ baton, leads }: { baton: VirtualBaton; leads: Parameters<typeof joinColleagues>[0] }) {
  const { now, afterwards, sentBack } = await joinColleagues(leads, { team: 'sdr', now: baton.now }, baton.deps);
  return { now: now.map(({ id }) => id), afterwards: afterwards.map(({ id }) => id), sentBack };
}

it('tries the first lead of each company now, and the others after it', async () => {
  const queue = await queueOf(['acme', 'bolt', 'acme', 'acme']);
  const [a1, b1, a2, a3] = queue.ids;
  expect(await split(queue)).toEqual({ now: [a1, b1], afterwards: [a2, a3], sentBack: 0 });
});

it('tries all leads now if the plan does not ask for colleagues', async () => {
  const queue = await queueOf(['acme', 'acme'], { asks: false });
  expect(await split(queue)).toEqual({ now: queue.ids, afterwards: [], sentBack: 0 });
});

it('sends a lead back to routing once a colleague’s lead has an owner', async () => {
  const { baton, ids } = await queueOf(['acme', 'acme']);
  const [first = '', second = ''] = ids;
  await assignTeam('sdr', baton.now, baton.deps);
  expect((await baton.lead(first)).stage).toMatchObject({ state: 'assigned' });
  expect((await baton.lead(second)).stage).toMatchObject({ state: 'received' });
  expect((await baton.deps.leads.timeline(second)).at(-1)).toMatchObject({
    type: 'LeadReconsidered',
    data: { queue: 'sdr', because: 'colleague' },
  });
});

it('leaves a lead where it is that was handed off to the team', async () => {
  const { baton, leads } = await queueOf(['acme', 'acme']);
  const handoff = {
    handedOffBy: 'max',
    fromTeam: 'ae',
    state: 'offered',
    returns: 0,
    maxReturns: 1,
    cycle: 0,
    firstResponseSeconds: 60,
    acceptWithinSeconds: 60,
  } as const;
  const handedOff = leads.map((lead) => ({ ...lead, handoff }));
  expect(await split({ baton, leads: handedOff })).toMatchObject({ now: leads.map(({ id }) => id), afterwards: [] });
});

it('leaves a lead alone that moved on meanwhile', async () => {
  const { baton, leads, ids } = await queueOf(['acme', 'acme']);
  const [, second = ''] = ids;
  await assignTeam('sdr', baton.now, baton.deps);
  const stale = leads.slice(1);
  expect(await split({ baton, leads: stale })).toEqual({ now: [second], afterwards: [], sentBack: 0 });
  expect((await baton.eventTypesOf(second)).filter((type) => type === 'LeadReconsidered')).toHaveLength(1);
});
