import { afterEach, describe, expect, it } from 'vitest';
import {
  type FakeSalesforce,
  SALESFORCE_CLIENT_ID,
  startFakeSalesforce,
} from '../../../../cli/fakes/crm/fake-salesforce.ts';
import { SalesforceCrm } from '../../../../shared/adapters/crm/salesforce/salesforce-crm.ts';
import { MONDAY } from '../../../support/builders/moment.ts';
import { aRecordWrite, aTaskWrite, crmContract } from '../../contracts/crm-contract.ts';
import { crmFaultsContract, type FaultyCrm } from '../../contracts/crm-faults-contract.ts';

const started: FakeSalesforce[] = [];
afterEach(async () => {
  for (const fake of started.splice(0)) await fake.close();
});

async function aSalesforce(): Promise<FaultyCrm & { readonly fake: FakeSalesforce }> {
  const fake = await startFakeSalesforce();
  started.push(fake);
  const kept = fake.secret();
  const fields = { externalId: 'Baton_Lead__c', numbers: ['Baton_Score__c'] };
  const credentials = async (fresh: boolean) => ({
    clientId: SALESFORCE_CLIENT_ID,
    clientSecret: fresh ? fake.secret() : kept,
  });
  return {
    fake,
    crm: new SalesforceCrm({ url: fake.url, local: true, credentials, fields }),
    property: 'Baton_Status__c',
    makesRecords: /PATCH .*\/sobjects\/Lead/,
    makesTasks: /POST .*\/composite\/sobjects/,
    records: async () => [...fake.records.values()].filter(({ deleted }) => !deleted),
    tasks: async () => [...fake.tasks.values()].filter(({ deleted }) => !deleted),
  };
}

describe('Salesforce', () => {
  crmContract(aSalesforce);
  crmFaultsContract(aSalesforce);

  it('logs in once, and again when its session has expired', async () => {
    const { crm, fake } = await aSalesforce();
    await crm.saveRecords([aRecordWrite()]);
    await crm.saveRecords([aRecordWrite({ values: { Baton_Status__c: 'working' } })]);
    const logins = () => fake.calls.filter((call) => call.endsWith('/oauth2/token')).length;
    expect(logins()).toBe(1);
    fake.expireSessions();
    expect(await crm.saveRecords([aRecordWrite()])).toMatchObject([{ outcome: 'saved' }]);
    expect(logins()).toBe(2);
  });

  it('says so when its credentials are refused', async () => {
    const { fake } = await aSalesforce();
    const credentials = async () => ({ clientId: SALESFORCE_CLIENT_ID, clientSecret: 'wrong' });
    const fields = { externalId: 'Baton_Lead__c', numbers: [] };
    const crm = new SalesforceCrm({ url: fake.url, local: true, credentials, fields });
    expect(await crm.users()).toEqual({ ok: false, problem: { code: 'unauthorized' } });
    const none = new SalesforceCrm({ url: fake.url, local: true, credentials: async () => undefined, fields });
    expect(await none.users()).toEqual({ ok: false, problem: { code: 'unauthorized' } });
  });

  it('makes no lead that a rule against duplicates refuses', async () => {
    const { crm, fake } = await aSalesforce();
    fake.faults.duplicates.add('nora.lind@lindwerk.example');
    expect(await crm.saveRecords([aRecordWrite()])).toEqual([
      { outcome: 'failed', failure: { code: 'duplicate_rule' } },
    ]);
  });

  it('makes one lead without an address, by its id in Baton', async () => {
    const { crm, fake } = await aSalesforce();
    const write = aRecordWrite({ person: {} });
    const [first] = await crm.saveRecords([write]);
    expect(await crm.saveRecords([write])).toEqual([first]);
    expect([...fake.records.values()][0]?.values).toMatchObject({
      LastName: '[not provided]',
      Company: '[not provided]',
    });
  });

  it('goes on with the contact that a lead became', async () => {
    const { crm, fake } = await aSalesforce();
    const [made] = await crm.saveRecords([aRecordWrite()]);
    const record = made?.outcome === 'saved' ? made.record : '';
    const contact = fake.convert(record);
    const again = { record, person: {}, mayMake: false, values: { Baton_Status__c: 'closed' } };
    expect(await crm.saveRecords([aRecordWrite(again)])).toMatchObject([{ outcome: 'saved', record: contact }]);
    expect(await crm.saveRecords([aRecordWrite({ lead: 'lead_2' })])).toMatchObject([
      { outcome: 'saved', record: contact },
    ]);
    expect(fake.records.size).toBe(2);
  });

  it('clears a field, and sends numbers as numbers', async () => {
    const { crm, fake } = await aSalesforce();
    await crm.saveRecords([aRecordWrite({ values: { Baton_Score__c: '65', Baton_Status__c: 'assigned' } })]);
    await crm.saveRecords([aRecordWrite({ values: { Baton_Score__c: '70', Baton_Status__c: '' } })]);
    expect([...fake.records.values()][0]?.values).toMatchObject({ Baton_Score__c: '70', Baton_Status__c: '' });
  });

  it('finds an address with an apostrophe', async () => {
    const { crm, fake } = await aSalesforce();
    const person = { email: "o'hara@berg.example", lastName: "O'Hara" };
    await crm.saveRecords([aRecordWrite({ person })]);
    await crm.saveRecords([aRecordWrite({ lead: 'lead_2', person })]);
    expect(fake.records.size).toBe(1);
  });

  it('makes a task that somebody deleted no more', async () => {
    const { crm, fake } = await aSalesforce();
    const [made] = await crm.saveRecords([aRecordWrite()]);
    const record = made?.outcome === 'saved' ? made.record : '';
    const [first] = await crm.saveTasks([aTaskWrite({ record, dueAt: MONDAY })]);
    const task = first?.outcome === 'saved' ? first.task : '';
    Object.assign(fake.tasks.get(task) ?? {}, { deleted: true });
    expect(await crm.saveTasks([aTaskWrite({ record, task, done: true })])).toEqual([{ outcome: 'gone' }]);
  });

  it('lists its fields with what they can hold', async () => {
    const { crm, fake } = await aSalesforce();
    fake.faults.choices.set('Baton_Band__c', ['hot']);
    expect(await crm.properties()).toEqual({
      ok: true,
      value: [
        { name: 'Baton_Status__c', type: 'text', writable: true },
        { name: 'Baton_Band__c', type: 'choice', writable: true, choices: ['hot'] },
        { name: 'Baton_Score__c', type: 'number', writable: true },
        { name: 'Baton_Sla_Due__c', type: 'moment', writable: true },
        { name: 'CreatedDate', type: 'moment', writable: false },
      ],
    });
  });
});
