import { afterEach, describe, expect, it } from 'vitest';
import type { FakeCrm } from '../../../../cli/fakes/crm/fake-crm.ts';
import { startFakeHubSpot } from '../../../../cli/fakes/crm/fake-hubspot.ts';
import { putCompany } from '../../../../cli/fakes/crm/fake-hubspot-companies.ts';
import { HubSpotCompanies } from '../../../../shared/adapters/crm/hubspot/hubspot-companies.ts';
import { type CompanyCrm, crmCompaniesContract } from '../../contracts/crm-companies-contract.ts';

const started: FakeCrm[] = [];
afterEach(async () => {
  for (const fake of started.splice(0)) await fake.close();
});
const AT = '2026-11-02T09:00:00.000Z';

async function aHubSpot(status?: string): Promise<CompanyCrm & { readonly fake: FakeCrm }> {
  const fake = await startFakeHubSpot();
  started.push(fake);
  return {
    fake,
    companies: new HubSpotCompanies({ url: fake.url, local: true, token: async () => fake.secret(), status }),
    put: ({ id, changedAt, name, website = null, user = null, isCustomer }) =>
      putCompany(fake, id, changedAt, {
        ...{ name, domain: website, hubspot_owner_id: user },
        lifecyclestage: isCustomer ? 'customer' : null,
      }),
    merge: (kept, merged, at) => {
      putCompany(fake, merged, at, { archived: true });
      putCompany(fake, kept, at, { hs_merged_object_ids: merged });
    },
    hide: (id) => {
      fake.faults.unindexed.clear();
      if (id !== undefined) fake.faults.unindexed.add(id);
    },
    refuseNext: (why) => {
      if (why === 'forbidden') fake.faults.forbidden.add('companies');
      else fake.faults.limit = { kind: why, left: 1 };
    },
    // The fake's search has two on a page.
    page: 2,
  };
}

describe('HubSpot', () => {
  crmCompaniesContract(() => aHubSpot());

  it.each([
    [
      { domain: 'acme.example', hs_additional_domains: 'acme.co.uk;gmail.com' },
      { name: 'acme.example', domains: ['acme.example', 'acme.co.uk'] },
    ],
    [{ name: 'Acme', hs_additional_domains: 'acme.co.uk; acme.de' }, { domains: ['acme.co.uk', 'acme.de'] }],
    [{ name: 'Acme', hs_merged_object_ids: '101; 102' }, { formerIds: ['101', '102'] }],
    [{ name: 'Acme', hs_num_open_deals: '2' }, { openDeal: true }],
    [{ name: 'Acme', hs_num_open_deals: '0' }, { openDeal: false }],
    [{ name: 'Acme', lifecyclestage: 'salesqualifiedlead' }, { status: 'prospect' }],
  ])('says %o', async (values, expected) => {
    const { fake, companies } = await aHubSpot();
    putCompany(fake, '101', AT, values);
    expect(await companies.page()).toMatchObject({ value: { companies: [expected] } });
  });

  it('says nothing of a company without name and domain, or of what is empty', async () => {
    const { fake, companies } = await aHubSpot();
    putCompany(fake, '101', AT, { name: ' ' });
    putCompany(fake, '102', AT, { name: 'Acme' });
    expect(await companies.page()).toEqual({
      ok: true,
      value: { companies: [{ id: '102', changedAt: AT, name: 'Acme', domains: [], formerIds: [] }] },
    });
  });

  it('tells which companies were deleted, with what is needed to find their accounts', async () => {
    const { fake, companies, refuseNext } = await aHubSpot();
    for (const id of ['101', '102']) putCompany(fake, id, AT, { name: `C${id}`, domain: `c${id}.example` });
    putCompany(fake, '101', AT, { archived: true });
    expect(await companies.deleted(['101', '102', '404'])).toMatchObject({
      ok: true,
      value: [{ id: '101', name: 'C101', domains: ['c101.example'], isDeleted: true }],
    });
    refuseNext('daily');
    expect(await companies.deleted(['101'])).toMatchObject({ ok: false, problem: { code: 'daily_limit' } });
  });

  it('takes the status from the property that is named', async () => {
    const { fake, companies } = await aHubSpot('type');
    putCompany(fake, '101', AT, { name: 'Acme', lifecyclestage: 'customer', type: 'RESELLER' });
    expect(await companies.page()).toMatchObject({ value: { companies: [{ status: 'partner' }] } });
  });
});
