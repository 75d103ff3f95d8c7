import { afterEach, describe, expect, it } from 'vitest';
import {
  type FakeSalesforce,
  SALESFORCE_CLIENT_ID,
  startFakeSalesforce,
} from '../../../../cli/fakes/crm/fake-salesforce.ts';
import { setStage } from '../../../../cli/fakes/crm/set-stage.ts';
import { SalesforceChanges } from '../../../../shared/adapters/crm/salesforce/salesforce-changes.ts';
import { addSeconds, instantOf } from '../../../../shared/domain/instant.ts';
import { crmChangesContract, type ReadableCrm } from '../../contracts/crm-changes-contract.ts';
import { crmStagesContract } from '../../contracts/crm-stages-contract.ts';

const started: FakeSalesforce[] = [];
afterEach(async () => {
  for (const fake of started.splice(0)) await fake.close();
});

async function aSalesforce(): Promise<ReadableCrm & { readonly fake: FakeSalesforce }> {
  const fake = await startFakeSalesforce();
  started.push(fake);
  let kept = fake.secret();
  const credentials = async (fresh: boolean) => {
    if (fresh) kept = fake.secret();
    return { clientId: SALESFORCE_CLIENT_ID, clientSecret: kept };
  };
  let ids = 100;
  const add = (prefix: string, lead: string) => {
    const id = `${prefix}${String(++ids)}`;
    fake.records.set(id, { id, email: `${ids}@berg.example`, deleted: false, values: { Baton_Lead__c: lead } });
    return id;
  };
  return {
    fake,
    changes: new SalesforceChanges({ url: fake.url, local: true, credentials, leadProperty: 'Baton_Lead__c' }),
    addRecord: (lead) => add('00Q', lead),
    addPerson: (lead) => add('003', lead),
    setStage: (record, value) => {
      const found = fake.records.get(record);
      if (found) setStage(found, 'Status', value);
    },
    makeDeal: ({ id, records, outcome, stage = 'Prospecting', user = 'u1', at, changedAt, amount = null }) => {
      const flags = { IsClosed: outcome !== 'open', IsWon: outcome === 'won', IsDeleted: false };
      const own = { ...flags, StageName: stage, OwnerId: user, LastStageChangeDate: at };
      const values = { ...own, CreatedDate: addSeconds(at, -86_400), Amount: amount };
      fake.activities.set(id, { id, object: 'Opportunity', records, changedAt, values });
    },
    log: ({ id, kind, record, at, seconds = 0 }) => {
      const common = { id, records: [record], changedAt: at };
      if (kind === 'meeting') {
        const values = { StartDateTime: at, EndDateTime: addSeconds(at, 60), OwnerId: 'u2', IsChild: false };
        fake.activities.set(id, { ...common, object: 'Event', values });
        return;
      }
      const isCall = kind === 'call';
      const subtype = { TaskSubtype: isCall ? 'Call' : 'Email', CallDurationInSeconds: isCall ? seconds : null };
      const values = { ...subtype, IsClosed: true, CompletedDateTime: at, OwnerId: 'u2', Incoming: kind === 'reply' };
      fake.activities.set(id, { ...common, object: 'Task', values });
    },
    kindOf: (kind) =>
      (({ record: 'Lead', meeting: 'Event', deal: 'Opportunity' }) as Record<string, string>)[kind] ?? 'Task',
  };
}

const at = instantOf(Date.now() - 60_000);
const query = () => ({ from: addSeconds(at, -60), now: instantOf(Date.now()), isTaken: () => false });

describe('Salesforce', () => {
  crmChangesContract(aSalesforce);
  crmStagesContract(aSalesforce);

  it.each([
    ['Task', { TaskSubtype: 'Task', IsClosed: true }],
    ['Task', { TaskSubtype: 'Call', IsClosed: false }],
    ['Event', { StartDateTime: at, EndDateTime: instantOf(Date.now() + 3_600_000) }],
  ])('has no contact in %s with %o', async (object, values) => {
    const { fake, changes, addRecord } = await aSalesforce();
    const own = { OwnerId: 'u2', CompletedDateTime: at, ...values };
    fake.activities.set('71', { id: '71', object, records: [addRecord('lead_1')], changedAt: at, values: own });
    expect(await changes.read({ kind: object, ...query() })).toMatchObject({ ok: true, value: { changes: [] } });
  });

  it('has a meeting once it is over, though it was made before the last reading', async () => {
    const { fake, changes, addRecord } = await aSalesforce();
    const values = { StartDateTime: addSeconds(at, -1800), EndDateTime: at, OwnerId: 'u2' };
    const made = { id: '71', object: 'Event', records: [addRecord('lead_1')], changedAt: addSeconds(at, -86_400) };
    fake.activities.set('71', { ...made, values });
    expect(await changes.read({ kind: 'Event', ...query() })).toMatchObject({
      value: { changes: [{ id: '71', changedAt: at, seconds: 1800 }] },
    });
  });

  it('reads calls without their length where the organization has no call centre', async () => {
    const { fake, changes, addRecord, log } = await aSalesforce();
    log({ id: '71', kind: 'call', record: addRecord('lead_1'), at });
    fake.faults.unknown.add('CallDurationInSeconds');
    expect(await changes.read({ kind: 'Task', ...query() })).toMatchObject({ value: { changes: [{ id: '71' }] } });
  });

  it('finds the lead of a contact that a lead became', async () => {
    const { fake, changes, addRecord, log } = await aSalesforce();
    const record = addRecord('lead_1');
    const contact = fake.convert(record);
    log({ id: '71', kind: 'call', record: contact, at });
    expect(await changes.read({ kind: 'Task', ...query() })).toMatchObject({
      value: { changes: [{ about: [{ record: contact, formerRecords: [record], lead: 'lead_1' }] }] },
    });
    expect(await changes.record(record)).toEqual({ ok: true, value: undefined });
  });

  it('reads opportunities without contact roles by the leads that became them, and without a currency', async () => {
    const { fake, changes, addRecord, makeDeal } = await aSalesforce();
    const lead = addRecord('lead_1');
    const contact = fake.convert(lead);
    makeDeal({ id: '006801', records: [lead], outcome: 'won', at, changedAt: at, amount: 9 });
    fake.faults.unknown.add('CurrencyIsoCode');
    fake.faults.forbidden.add('OpportunityContactRole');
    const page = await changes.read({ kind: 'Opportunity', ...query() });
    expect(page).toMatchObject({
      value: { changes: [{ id: '006801', amount: 9, about: [{ record: contact, formerRecords: [lead] }] }] },
    });
  });

  it('has a lead that was converted as its contact, with the day, and no owner to follow', async () => {
    const { fake, changes, addRecord, setStage: set } = await aSalesforce();
    const lead = addRecord('lead_1');
    set(lead, 'Closed - Converted');
    const contact = fake.convert(lead);
    expect(await changes.read({ kind: 'Lead', ...query() })).toMatchObject({
      value: {
        changes: [
          {
            id: lead,
            isConverted: true,
            about: { record: contact, formerRecords: [lead], lead: 'lead_1' },
            stages: [
              { property: 'Status', value: 'Closed - Converted' },
              { property: 'IsConverted', value: 'IsConverted' },
            ],
          },
        ],
      },
    });
    const day = `${fake.records.get(lead)?.changedAt?.slice(0, 10)}T00:00:00.000Z`;
    expect(await changes.stages(lead)).toMatchObject({ value: [{ value: 'Closed - Converted' }, { at: day }] });
  });

  it('dates a status by the record where the organization keeps no history', async () => {
    const { fake, changes, addRecord, setStage: set } = await aSalesforce();
    const lead = addRecord('lead_1');
    set(lead, 'Qualified');
    fake.faults.forbidden.add('LeadHistory');
    const changedAt = fake.records.get(lead)?.changedAt;
    const stages = await changes.stages(lead);
    expect(stages).toMatchObject({ value: [{ value: 'Qualified', record: { changedAt } }] });
    expect(stages.ok && stages.value[0]?.at).toBeUndefined();
  });

  it('has an opportunity that was deleted', async () => {
    const { fake, changes, makeDeal } = await aSalesforce();
    makeDeal({ id: '006801', records: [], outcome: 'open', at, changedAt: at });
    Object.assign(fake.activities.get('006801')?.values ?? {}, { IsDeleted: true });
    expect(await changes.read({ kind: 'Opportunity', ...query() })).toMatchObject({
      value: { changes: [{ id: '006801', outcome: 'deleted' }] },
    });
  });

  it('has the currency of an opportunity, and when it was made if its stage never changed', async () => {
    const { fake, changes } = await aSalesforce();
    const flags = { IsClosed: true, IsWon: false, IsDeleted: false, LastStageChangeDate: null, CreatedDate: at };
    const values = { ...flags, StageName: 'Closed Lost', OwnerId: 'u1', Amount: 9, CurrencyIsoCode: 'CHF' };
    fake.activities.set('006801', { id: '006801', object: 'Opportunity', records: [], changedAt: at, values });
    expect(await changes.read({ kind: 'Opportunity', ...query() })).toMatchObject({
      value: { changes: [{ outcome: 'lost', at, amount: 9, currency: 'CHF' }] },
    });
  });
});
