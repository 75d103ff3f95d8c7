import { afterEach, expect, it } from 'vitest';
import {
  type FakeSalesforce,
  SALESFORCE_CLIENT_ID,
  startFakeSalesforce,
} from '../../../../cli/fakes/crm/fake-salesforce.ts';
import { SalesforceChanges } from '../../../../shared/adapters/crm/salesforce/salesforce-changes.ts';
import { addSeconds, instantOf } from '../../../../shared/domain/instant.ts';

const started: FakeSalesforce[] = [];
afterEach(async () => {
  for (const fake of started.splice(0)) await fake.close();
});

const now = instantOf(Date.now());
const ago = (seconds: number) => addSeconds(now, -seconds);

async function aSalesforce() {
  const fake = await startFakeSalesforce();
  started.push(fake);
  const credentials = async () => ({ clientId: SALESFORCE_CLIENT_ID, clientSecret: fake.secret() });
  const changes = new SalesforceChanges({ url: fake.url, local: true, credentials, leadProperty: 'Baton_Lead__c' });
  const add = (id: string, more: object) =>
    fake.records.set(id, { id, email: '', deleted: true, values: { Baton_Lead__c: 'lead_1' }, ...more });
  const read = (more: object = {}) =>
    changes.read({ kind: 'DeletedLead', from: ago(3600), now, isTaken: () => false, ...more });
  return { fake, changes, add, read };
}

it('has leads and contacts that were deleted, when, and whose they were', async () => {
  const { changes, add, read } = await aSalesforce();
  add('00Q2', { deletedAt: ago(300) });
  add('00Q1', { deletedAt: ago(600), values: {} });
  add('0031', { deletedAt: ago(300) });
  add('00Q3', { deleted: false });
  const about = { formerRecords: [] };
  expect(await read()).toEqual({
    ok: true,
    value: {
      changes: [
        { type: 'deletion', id: '00Q1', changedAt: ago(600), about: { ...about, record: '00Q1' } },
        { type: 'deletion', id: '00Q2', changedAt: ago(300), about: { ...about, record: '00Q2', lead: 'lead_1' } },
      ],
      isComplete: true,
      readUntil: ago(300),
    },
  });
  const contacts = { kind: 'DeletedContact', from: ago(3600), now, isTaken: () => false };
  expect(await changes.read(contacts)).toMatchObject({
    value: { changes: [{ id: '0031', about: { lead: 'lead_1' } }] },
  });
});

it('has the record that one was merged into', async () => {
  const { add, read } = await aSalesforce();
  add('00Q1', { deletedAt: ago(300), mergedInto: '00Q9' });
  expect(await read()).toMatchObject({ value: { changes: [{ id: '00Q1', mergedInto: '00Q9' }] } });
});

it('asks within the fifteen days that Salesforce tells of, and for more than a minute', async () => {
  const { add, read } = await aSalesforce();
  add('00Q1', { deletedAt: ago(10 * 86_400) });
  expect(await read({ from: ago(60 * 86_400) })).toMatchObject({ ok: true, value: { changes: [{ id: '00Q1' }] } });
  expect(await read({ from: now })).toMatchObject({ ok: true, value: { changes: [] } });
});

it('leaves out what was taken, and what was deleted after all that Salesforce is sure of', async () => {
  const { add, read } = await aSalesforce();
  add('00Q1', { deletedAt: ago(300) });
  const minute = Math.floor(Date.parse(now) / 60_000) * 60_000;
  add('00Q2', { deletedAt: instantOf(minute - 30_000) });
  expect(await read({ isTaken: ({ id }: { id: string }) => id === '00Q1' })).toEqual({
    ok: true,
    value: { changes: [], isComplete: true },
  });
});

it('says that Salesforce is down', async () => {
  const { fake, read } = await aSalesforce();
  fake.faults.down = true;
  expect(await read()).toMatchObject({ ok: false, problem: { code: 'server_error' } });
});
