import { afterEach, describe, expect, it } from 'vitest';
import type { FakeActivity } from '../../../../cli/fakes/crm/fake-crm.ts';
import {
  type FakeSalesforce,
  SALESFORCE_CLIENT_ID,
  startFakeSalesforce,
} from '../../../../cli/fakes/crm/fake-salesforce.ts';
import { SalesforceCompanies } from '../../../../shared/adapters/crm/salesforce/salesforce-companies.ts';
import { type CompanyCrm, crmCompaniesContract } from '../../contracts/crm-companies-contract.ts';

const started: FakeSalesforce[] = [];
afterEach(async () => {
  for (const fake of started.splice(0)) await fake.close();
});
const AT = '2026-11-02T09:00:00.000Z';

async function aSalesforce(status?: string) {
  const fake = await startFakeSalesforce();
  started.push(fake);
  const credentials = async () => ({ clientId: SALESFORCE_CLIENT_ID, clientSecret: fake.secret() });
  const set = (id: string, changedAt: string, values: FakeActivity['values']) => {
    const before = fake.activities.get(id)?.values;
    fake.activities.set(id, { id, object: 'Account', records: [], changedAt, values: { ...before, ...values } });
  };
  const crm: CompanyCrm = {
    companies: new SalesforceCompanies({ url: fake.url, local: true, credentials, status }),
    put: ({ id, changedAt, name, website = null, user = 'u1', isCustomer }) =>
      set(id, changedAt, {
        ...{ Name: name, Website: website, OwnerId: user },
        Type: isCustomer ? 'Customer - Direct' : null,
      }),
    merge: (kept, merged, at) => {
      set(merged, at, { IsDeleted: true, MasterRecordId: kept });
      set(kept, at, {});
    },
    hide: (id) => {
      fake.faults.unindexed.clear();
      if (id !== undefined) fake.faults.unindexed.add(id);
    },
    refuseNext: (why) => {
      if (why === 'forbidden') fake.faults.forbidden.add('Account');
      else fake.faults.limit = { kind: why, left: 1 };
    },
    page: 200,
  };
  return { ...crm, set };
}

describe('Salesforce', () => {
  crmCompaniesContract(() => aSalesforce());

  it('says which company was deleted, and not merged', async () => {
    const { companies, set } = await aSalesforce();
    set('001A', AT, { Name: 'Acme', Website: 'acme.example', IsDeleted: true });
    expect(await companies.changed(AT, () => false)).toMatchObject({
      value: { companies: [{ id: '001A', isDeleted: true }] },
    });
    expect(await companies.page()).toMatchObject({ value: { companies: [] } });
  });

  it('takes the status from the field that is named', async () => {
    const { companies, set } = await aSalesforce('Relation__c');
    set('001A', AT, { Name: 'Acme', Type: 'Customer - Direct', Relation__c: 'Former customer' });
    expect(await companies.page()).toMatchObject({ value: { companies: [{ status: 'former' }] } });
  });

  it('goes on after more than a page of companies that were changed at the same moment', async () => {
    const { companies, set } = await aSalesforce();
    for (let at = 0; at < 205; at++) set(`001${1000 + at}`, AT, { Name: `C${at}` });
    const read = await companies.changed(AT, () => false);
    expect(read.ok && read.value.companies.length).toBe(205);
  });
});
