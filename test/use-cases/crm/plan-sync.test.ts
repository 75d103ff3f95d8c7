import { beforeEach, expect, it } from 'vitest';
import { newCrmLink } from '../../../shared/domain/crm/crm-link.ts';
import type { Lead } from '../../../shared/domain/lead/lead.ts';
import { planSync } from '../../../shared/use-cases/crm/plan-sync.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aCrmOffice, type CrmOffice, SETTINGS } from './a-crm-office.ts';

let office: CrmOffice;
beforeEach(async () => {
  office = await aCrmOffice();
});

async function plan(lead: Lead, record?: string) {
  const users = await office.crm.users();
  const context = { settings: SETTINGS, crm: office.crm, users: users.ok ? users.value : [], now: MONDAY };
  const link = { ...newCrmLink(lead.id, 'hubspot', MONDAY), ...(record !== undefined && { record }) };
  return planSync(lead, link, context, office.deps);
}

it('makes no record for a lead that is closed or not routed yet', async () => {
  expect(await plan(await office.store('closed'))).toBeUndefined();
  expect(await plan(await office.store('received'))).toBeUndefined();
});

it('reads the person only to find or make the record', async () => {
  const lead = await office.store('assigned', { email: 'ada@north.example' });
  expect(await plan(lead)).toMatchObject({ person: { email: 'ada@north.example' }, mayMake: true });
  expect(await plan(lead, '7')).toMatchObject({ person: {}, mayMake: false, link: { record: '7' } });
});

it('goes by the record that a workflow of this CRM named', async () => {
  const lead = await office.store('assigned', { externalIds: ['salesforce:5', 'hubspot:901'] });
  expect(await plan(lead)).toMatchObject({ link: { record: '901' }, mayMake: true });
});

it('begins again in another CRM', async () => {
  const lead = await office.store('assigned');
  const users = { settings: SETTINGS, crm: office.crm, users: [], now: MONDAY };
  const other = { ...newCrmLink(lead.id, 'salesforce', MONDAY), version: 3, record: '00Q1' };
  expect((await planSync(lead, other, users, office.deps))?.link).toMatchObject({
    system: 'hubspot',
    version: 3,
    record: undefined,
    written: {},
  });
});

it('writes nothing of a person whom nobody may contact', async () => {
  const lead = await office.store('assigned', { contactKeys: ['k1'] });
  await office.stores.doNotContact.put({
    id: 'dnc_1',
    at: MONDAY,
    by: 'dana',
    because: 'request',
    kind: 'person',
    keys: ['k1'],
  });
  expect(await plan(lead)).toBeUndefined();
});

it('lets an earlier lead of a person say nothing any more, once another one has come', async () => {
  const earlier = await office.store('closed', { personKey: 'k1' });
  expect(Object.keys((await plan(earlier, '7'))?.values ?? {})).not.toEqual([]);
  office.stores.world.personKeys.set('k1', 'lead_later');
  expect(await plan(earlier, '7')).toBeUndefined();
});

it('writes the owner again if the CRM may have another one, whose writing was not confirmed', async () => {
  const lead = await office.store('assigned');
  const users = await office.crm.users();
  const context = { settings: SETTINGS, crm: office.crm, users: users.ok ? users.value : [], now: MONDAY };
  const link = {
    ...newCrmLink(lead.id, 'hubspot', MONDAY),
    record: '7',
    written: { owner: { value: 'u-kim', at: MONDAY } },
  };
  const owners = async (unconfirmedOwners?: readonly string[]) =>
    (await planSync(lead, { ...link, ...(unconfirmedOwners && { unconfirmedOwners }) }, context, office.deps))?.values
      .owner;
  expect([await owners(), await owners(['u-lea'])]).toEqual([undefined, 'u-kim']);
});
