import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { putDemoCompanies } from '../../../cli/demo/demo-companies.ts';
import { ACCOUNTS_FILE, REPS_FILE } from '../../../cli/demo/inputs.ts';
import { readOfficePeople } from '../../../cli/demo/office.ts';
import type { FakeActivity } from '../../../cli/fakes/crm/fake-crm.ts';
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
