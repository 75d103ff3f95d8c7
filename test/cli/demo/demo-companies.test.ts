import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { planAccounts } from '../../../cli/crm/plan-accounts.ts';
import { readAllCompanies } from '../../../cli/crm/read-companies.ts';
import { putDemoCompanies } from '../../../cli/demo/demo-companies.ts';
import { ACCOUNTS_FILE, REPS_FILE } from '../../../cli/demo/inputs.ts';
import { readOfficePeople } from '../../../cli/demo/office.ts';
import type { FakeActivity } from '../../../cli/fakes/crm/fake-crm.ts';
import { startFakeHubSpot } from '../../../cli/fakes/crm/fake-hubspot.ts';
import { readAccountFile } from '../../../cli/import/account-file.ts';
import { HubSpotCompanies } from '../../../shared/adapters/crm/hubspot/hubspot-companies.ts';
import { MONDAY } from '../../support/builders/moment.ts';

it('has the companies of the accounts file with the same owners, and one that only HubSpot knows', () => {
  const activities = new Map<string, FakeActivity>();
  const { users } = readOfficePeople(readFileSync(REPS_FILE, 'utf8'));
  putDemoCompanies({ activities }, { accountsCsv: readFileSync(ACCOUNTS_FILE, 'utf8'), users, now: MONDAY });
  const emailOf = (id: unknown) => users.find((user) => user.id === id)?.email;
  const shown = [...activities.values()].map(({ id, values }) => [id, values.domain, emailOf(values.hubspot_owner_id)]);
  expect(shown).toEqual([
    ['70010', 'fjordbank.example', 'noa.peretz@seller.example'],
    ['70011', 'fjordbank-dk.example', undefined],
    ['70020', 'alpenwerk.example', 'raj.malhotra@seller.example'],
    ['70030', 'bluecedar.example', 'lia.fontes@seller.example'],
    ['70040', 'solgaard.example', 'raj.malhotra@seller.example'],
  ]);
});

it('leaves the accounts of the file as they are, and adds the one that only HubSpot knows', async () => {
  const crm = await startFakeHubSpot();
  try {
    const accountsCsv = readFileSync(ACCOUNTS_FILE, 'utf8');
    const { users } = readOfficePeople(readFileSync(REPS_FILE, 'utf8'));
    putDemoCompanies(crm, { accountsCsv, users, now: MONDAY });
    const reader = new HubSpotCompanies({
      url: crm.url,
      local: true,
      token: async () => crm.secret(),
      status: undefined,
    });
    const companies = await readAllCompanies(reader, { sleep: async () => {}, progress: () => {} });
    const read = readAccountFile(accountsCsv);
    const stored = read.ok ? read.value.filed.map(({ account }) => ({ ...account, version: 1 })) : [];
    const repOf = (user: string) => users.find(({ id }) => id === user)?.email.split('@')[0];
    const { changes, conflicts, unknownOwners } = planAccounts(companies, stored, {
      system: 'hubspot',
      repOf,
      prune: true,
    });
    expect(changes).toMatchObject({
      added: [{ id: '70040', owner: 'raj.malhotra' }],
      changed: [],
      removed: [],
      unchanged: 4,
    });
    expect([conflicts, unknownOwners]).toEqual([[], []]);
  } finally {
    await crm.close();
  }
});
