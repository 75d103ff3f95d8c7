import { beforeEach, expect, it } from 'vitest';
import type { Person } from '../../../shared/domain/intake/submission.ts';
import type { VirtualBaton } from '../../../shared/simulation/virtual-baton.ts';
import { matchAccount } from '../../../shared/use-cases/routing/match-account.ts';
import { aBaton, aDemoRequest } from '../../scenarios/a-baton.ts';
import { saveAccounts } from '../../support/builders/account.ts';
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
