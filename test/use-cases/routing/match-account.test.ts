import { beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../shared/domain/intake/submission.ts';
import type { Plan } from '../../../shared/domain/plan/plan.ts';
import type { VirtualBaton } from '../../../shared/simulation/virtual-baton.ts';
import { matchAccount } from '../../../shared/use-cases/routing/match-account.ts';
import { aBaton, aDemoRequest } from '../../scenarios/a-baton.ts';
import { saveAccounts } from '../../support/builders/account.ts';
import { aPlan, aTeam } from '../../support/builders/plan.ts';
import { aRep, saveReps } from '../../support/builders/rep.ts';
import { replaceMethods } from '../../support/builders/replaced.ts';
import { recordCalls } from '../../support/count-store-calls.ts';

let baton: VirtualBaton;
beforeEach(async () => {
  baton = await aBaton({ reps: [{ id: 'kim' }] });
  await saveAccounts(baton.deps.accounts, { domains: ['north.example'], owner: 'kim', csm: 'kim' });
  await baton.deps.territories.replace({
    version: 1,
    rows: [{ id: 'all', territory: 'everywhere', owner: 'kim', match: {} }],
  });
});

async function matchFor(person: Partial<Person>, deps: VirtualBaton['deps'] = baton.deps) {
  const lead = await baton.lead(await baton.postOne(aDemoRequest('bo', { email: 'bo@gmail.com' })));
  const asked = { lead, person: { answers: {}, ...person }, features: {}, plan: undefined, now: baton.now };
  const reads: string[] = [];
  const record = (method: string, args: readonly unknown[]) => reads.push([method, ...args].join(' '));
  const { accounts, territories, leads, reps } = deps;
  const found = await matchAccount(asked, {
    accounts: recordCalls(accounts, record),
    territories: recordCalls(territories, record),
    leads: recordCalls(leads, record),
    reps: recordCalls(reps, record),
  });
  return { ...found, reads: reads.sort() };
}

it('reads what it needs once: account, territories, leads under domain and account, the newest of them, one rep', async () => {
  const ada = await baton.postOne(aDemoRequest('ada'));
  const { features, reads } = await matchFor({ email: 'eve@north.example' });
  expect(features).toMatchObject({
    'account.owner': 'kim',
    'account.csm': 'kim',
    'territory.owner': 'kim',
    'same_company_lead.owner': 'kim',
  });
  expect(reads).toEqual([
    'byDomain north.example',
    'current',
    'get kim',
    'leadsOfCompany account:acme 3',
    'leadsOfCompany domain:north.example 3',
    `loadMany ${ada}`,
  ]);
});

it('looks up no account for a free mailbox domain', async () => {
  const { features, account, reads } = await matchFor({ email: 'eve@gmail.com' });
  expect(features).toEqual({ territory: 'everywhere', 'territory.owner': 'kim', 'territory.owner_teams': ['sdr'] });
  expect(account).toBeUndefined();
  expect(reads).toEqual(['current', 'get kim']);
});

it('ignores a colleague’s lead that cannot be read', async () => {
  const bad = await baton.postOne(aDemoRequest('ada'));
  const load = async (id: string) => {
    if (id === bad) throw new Error('unreadable_row');
    return baton.deps.leads.load(id);
  };
  const loadMany = async (ids: readonly string[]) => {
    for (const id of ids) await load(id);
    return baton.deps.leads.loadMany(ids);
  };
  const deps = { ...baton.deps, leads: replaceMethods(baton.deps.leads, { load, loadMany }) };
  const { features } = await matchFor({ email: 'eve@north.example' }, deps);
  expect(features).toMatchObject({ 'account.owner': 'kim' });
  expect(features.same_company_lead).toBeUndefined();
});

describe('an account whose owner has left', () => {
  const plan = (left: Plan['left']) =>
    aPlan({ left, teams: { sdr: aTeam({ manager: 'mia' }), ae: aTeam({ id: 'ae', manager: 'ana' }) } });
  const featuresBy = async (left: Plan['left']) => {
    const lead = await baton.lead(await baton.postOne(aDemoRequest('bo', { email: 'bo@gmail.com' })));
    const person = { answers: {}, email: 'eve@north.example' };
    return (await matchAccount({ lead, person, features: {}, plan: plan(left), now: baton.now }, baton.deps)).features;
  };
  beforeEach(async () => {
    await saveReps(baton.deps.reps, aRep({ id: 'mia', teams: { sdr: 1 } }), aRep({ id: 'ana', teams: {} }));
    const left = aRep({ id: 'kim', active: false, teams: { ae: 1, sdr: 3, gone: 9 } });
    await saveReps(baton.deps.reps, { ...left, version: 2 });
  });

  it('has none, unless the plan says that their manager takes over', async () => {
    expect(await featuresBy({ open: 'reassign' })).not.toHaveProperty(['account.owner']);
    expect(await featuresBy({ open: 'reassign', accounts: 'manager' })).toMatchObject({
      'account.owner': 'mia',
      'account.owner_teams': ['sdr'],
      'account.csm': 'mia',
    });
  });

  it('has none once the manager has left too', async () => {
    await saveReps(baton.deps.reps, { ...aRep({ id: 'mia', active: false }), version: 2 });
    expect(await featuresBy({ open: 'reassign', accounts: 'manager' })).not.toHaveProperty(['account.owner']);
  });
});
