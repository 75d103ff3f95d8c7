import type { FakeCrm, FakeUser } from '../fakes/crm/fake-crm.ts';
import { putCompany } from '../fakes/crm/fake-hubspot-companies.ts';
import { readAccountFile } from '../import/account-file.ts';

/** A company that only HubSpot knows when the example begins. */
const NEW_COMPANY = { id: '70040', name: 'Solgaard Foods', domain: 'solgaard.example', owner: 'raj.malhotra' };

/**
 * Puts the companies of the example into a fake HubSpot: those of the accounts file that have an id there, and a new one.
 * @param now when they were changed last, an instant
 */
export function putDemoCompanies(
  crm: Pick<FakeCrm, 'activities'>,
  {
    accountsCsv,
    users,
    now,
  }: { readonly accountsCsv: string; readonly users: readonly FakeUser[]; readonly now: string },
): void {
  const userOf = (rep: string | undefined) =>
    users.find(({ email }) => rep !== undefined && email.startsWith(`${rep}@`))?.id ?? null;
  const read = readAccountFile(accountsCsv);
  if (!read.ok) throw new Error('the example accounts cannot be read');
  for (const { account } of read.value.filed) {
    const id = account.externalIds.hubspot;
    const [domain = null, ...more] = account.domains;
    if (id === undefined) continue;
    putCompany(crm, id, now, {
      ...{ name: account.name, domain, hs_additional_domains: more.join(';') },
      hubspot_owner_id: userOf(account.owner),
      lifecyclestage: account.status === 'customer' ? 'customer' : 'lead',
      hs_num_open_deals: account.openDeal ? '1' : '0',
    });
  }
  const { id, owner, ...values } = NEW_COMPANY;
  putCompany(crm, id, now, { ...values, hubspot_owner_id: userOf(owner), lifecyclestage: 'lead' });
}
