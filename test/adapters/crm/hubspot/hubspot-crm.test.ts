import { afterEach, describe, expect, it } from 'vitest';
import type { FakeCrm } from '../../../../cli/fakes/crm/fake-crm.ts';
import { startFakeHubSpot } from '../../../../cli/fakes/crm/fake-hubspot.ts';
import { HubSpotCrm } from '../../../../shared/adapters/crm/hubspot/hubspot-crm.ts';
import { aRecordWrite, crmContract } from '../../contracts/crm-contract.ts';
import { crmFaultsContract, type FaultyCrm } from '../../contracts/crm-faults-contract.ts';

const started: FakeCrm[] = [];
afterEach(async () => {
  for (const fake of started.splice(0)) await fake.close();
});

async function aHubSpot(): Promise<FaultyCrm> {
  const fake = await startFakeHubSpot();
  started.push(fake);
  const kept = fake.secret();
  return {
    fake,
    crm: new HubSpotCrm({ url: fake.url, local: true, token: async (fresh) => (fresh ? fake.secret() : kept) }),
    property: 'baton_status',
    makesRecords: /contacts\/batch\/upsert/,
    makesTasks: /tasks\/batch\/create/,
    records: async () => [...fake.records.values()].filter(({ deleted }) => !deleted),
    tasks: async () => [...fake.tasks.values()].filter(({ deleted }) => !deleted),
  };
}

describe('HubSpot', () => {
  crmContract(aHubSpot);
  crmFaultsContract(aHubSpot);

  it('writes a hundred contacts in one call', async () => {
    const { crm, fake } = await aHubSpot();
    const writes = Array.from({ length: 100 }, (_, at) =>
      aRecordWrite({ lead: `lead_${at}`, person: { email: `p${at}@berg.example`, lastName: 'Berg' } }),
    );
    await crm.saveRecords(writes);
    expect(fake.calls).toEqual([
      'POST /crm/v3/objects/contacts/batch/read',
      'POST /crm/v3/objects/contacts/batch/upsert',
    ]);
    expect(fake.records.size).toBe(100);
  });

  it('leaves what a contact says about its person as it is', async () => {
    const { crm, fake } = await aHubSpot();
    const person = { email: 'nora.lind@lindwerk.example', firstName: 'Nora', lastName: 'Lind' };
    await crm.saveRecords([aRecordWrite({ person })]);
    await crm.saveRecords([
      aRecordWrite({ person: { ...person, firstName: 'N.' }, values: { baton_status: 'assigned' } }),
    ]);
    expect([...fake.records.values()][0]?.values).toMatchObject({ firstname: 'Nora', baton_status: 'assigned' });
  });

  it('takes a contact that has the address beside another one', async () => {
    const { crm, fake } = await aHubSpot();
    fake.records.set('7', { id: '7', email: 'main@berg.example', deleted: false, values: {} });
    fake.records.set('8', { id: '8', email: 'side@berg.example', deleted: true, mergedInto: '7', values: {} });
    const [result] = await crm.saveRecords([aRecordWrite({ person: { email: 'side@berg.example' } })]);
    expect(result).toMatchObject({ outcome: 'saved', record: '7' });
  });

  it('waits as long as it is told', async () => {
    const { crm, fake } = await aHubSpot();
    fake.faults.limit = { kind: 'short', left: 1 };
    const [result] = await crm.saveRecords([aRecordWrite()]);
    expect(result).toEqual({ outcome: 'failed', failure: { code: 'rate_limited', retryAfterSeconds: 10 } });
  });

  it('makes no contact without an address, since it could not be found again', async () => {
    const { crm } = await aHubSpot();
    expect(await crm.saveRecords([aRecordWrite({ person: { lastName: 'Lind' } })])).toEqual([
      { outcome: 'failed', failure: { code: 'no_email' } },
    ]);
  });

  it('lists its properties with what they can hold', async () => {
    const { crm, fake } = await aHubSpot();
    fake.faults.choices.set('baton_band', ['hot', 'cold']);
    const found = await crm.properties();
    const byName = new Map(found.ok ? found.value.map((one) => [one.name, one]) : []);
    expect(byName.get('baton_band')).toEqual({
      name: 'baton_band',
      type: 'choice',
      writable: true,
      choices: ['hot', 'cold'],
    });
    expect(byName.get('baton_sla_due')).toMatchObject({ type: 'moment' });
    expect(byName.get('createdate')).toMatchObject({ writable: false });
    expect(byName.get('subscribed')).toMatchObject({ type: 'other' });
  });
});
