import { expect, it } from 'vitest';
import type { VirtualBaton } from '../../../shared/simulation/virtual-baton.ts';
import { assignTeam } from '../../../shared/use-cases/assignment/assign-team.ts';
import { decideAccount } from '../../../shared/use-cases/routing/decide-account.ts';
import { enrichLead } from '../../../shared/use-cases/routing/enrich-lead.ts';
import { replayLead } from '../../../shared/use-cases/routing/replay-lead.ts';
import { routeLead } from '../../../shared/use-cases/routing/route-lead.ts';
import { aBaton, aDemoRequest } from '../../scenarios/a-baton.ts';
import { saveAccounts } from '../../support/builders/account.ts';
import { aNewPilot } from '../../support/builders/pilot.ts';
import { aDraft, aPlan, aTeam } from '../../support/builders/plan.ts';

const STOPPED = { events: false, doorbell: false, timers: false, sweep: false, recycling: false };

/** A pilot of a plan that sends demo requests to a team of its own and scores them otherwise. */
async function aPilot(share = 0.5): Promise<VirtualBaton> {
  const baton = await aBaton({ switches: STOPPED, reps: [{ id: 'kim', teams: { sdr: 1, trial: 1 } }] });
  const { layers, scoring, teams } = aPlan();
  const candidate = aPlan({
    layers: JSON.parse(JSON.stringify(layers).replaceAll('"to":"sdr"', '"to":"trial"')),
    teams: { ...teams, trial: aTeam({ id: 'trial' }) },
    scoring: { ...scoring, behaviour: { max: 60, points: [] } },
  });
  await baton.deps.plans.publish(aDraft({ plan: candidate }));
  expect(await baton.deps.pilots.start(aNewPilot({ share }))).toMatchObject({ outcome: 'done' });
  return baton;
}

async function route(baton: VirtualBaton, email: string) {
  const id = await baton.postOne(aDemoRequest('ada', { email }));
  await enrichLead(id, baton.now, baton.deps);
  await routeLead({ lead: id }, baton.now, baton.deps);
  return baton.lead(id);
}

it('routes every lead of an account by the plan of its arm, and pins that plan', async () => {
  const baton = await aPilot();
  const arms = new Map<string, unknown>();
  for (let index = 0; index < 20; index += 1) {
    const [ann, bob] = await Promise.all(['ann', 'bob'].map((name) => route(baton, `${name}@acme${index}.example`)));
    const { pilot, plan } = ann?.routing ?? {};
    expect(bob?.routing?.pilot).toEqual(pilot);
    expect(plan).toBe(pilot?.arm === 'candidate' ? 2 : 1);
    const team = pilot?.arm === 'candidate' ? 'trial' : 'sdr';
    expect(ann?.stage).toMatchObject({ workItem: { team } });
    // Scored by its own plan too.
    expect(ann?.score?.total).toBe(pilot?.arm === 'candidate' ? 0 : 45);
    arms.set(pilot?.arm ?? 'none', team);
  }
  expect([...arms.keys()].toSorted()).toEqual(['candidate', 'control']);
});

it('places people without a company by themselves, and test leads nowhere', async () => {
  const baton = await aPilot(1);
  expect((await route(baton, 'ann@gmail.com')).routing).toMatchObject({ plan: 2, pilot: { arm: 'candidate' } });
  const test = await baton.postOne(aDemoRequest('tess', { test: true }));
  await enrichLead(test, baton.now, baton.deps);
  await routeLead({ lead: test }, baton.now, baton.deps);
  expect((await baton.lead(test)).routing).toMatchObject({ plan: 1 });
  expect((await baton.lead(test)).routing?.pilot).toBeUndefined();
});

it('assigns in a team that only the candidate has, and makes the decision again the same', async () => {
  const baton = await aPilot(1);
  const { id } = await route(baton, 'ann@acme.example');
  expect(await assignTeam('trial', baton.now, baton.deps)).toMatchObject({ assigned: 1 });
  expect(await baton.lead(id)).toMatchObject({ accountable: 'kim', routing: { plan: 2 } });
  expect(await replayLead(await baton.lead(id), baton.deps)).toMatchObject({
    route: { outcome: 'equal' },
    assignments: [{ outcome: 'equal' }],
  });
});

it('keeps the arm when another touchpoint or a decided account comes before routing', async () => {
  const baton = await aPilot(1);
  await saveAccounts(baton.deps.accounts, { id: 'acme', name: 'Acme', domains: [] });
  const id = await baton.postOne(aDemoRequest('ann', { email: 'ann@gmail.com', company: 'Acme' }));
  await enrichLead(id, baton.now, baton.deps);
  await baton.post(aDemoRequest('ann', { email: 'ann@gmail.com', message: 'and one more thing' }));
  expect(await baton.deps.leads.loadEnrichment(id)).toMatchObject({ pilot: { arm: 'candidate' } });
  await decideAccount({ leadId: id, account: 'acme', by: 'mia', now: baton.now }, baton.deps);
  expect(await baton.deps.leads.loadEnrichment(id)).toMatchObject({ pilot: { arm: 'candidate' } });
  await routeLead({ lead: id }, baton.now, baton.deps);
  expect((await baton.lead(id)).routing).toMatchObject({ plan: 2 });
});

it('routes by the plan in force once the pilot was stopped, though the lead was enriched for the candidate', async () => {
  const baton = await aPilot(1);
  const id = await baton.postOne(aDemoRequest('ann'));
  const before = await route(baton, 'bob@acme.example');
  await enrichLead(id, baton.now, baton.deps);
  await baton.deps.pilots.end('pilot_1', { how: 'stopped', at: baton.now, by: 'dana' });
  await routeLead({ lead: id }, baton.now, baton.deps);
  expect((await baton.lead(id)).routing).toMatchObject({ plan: 1 });
  expect((await baton.lead(id)).routing?.pilot).toBeUndefined();
  expect((await baton.lead(before.id)).routing).toMatchObject({ plan: 2 });
});
