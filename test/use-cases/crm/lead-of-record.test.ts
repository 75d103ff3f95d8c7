import { expect, it } from 'vitest';
import { leadOfRecord } from '../../../shared/use-cases/crm/lead-of-record.ts';
import { aReadOffice } from './a-read-crm.ts';

const subject = (record: string, more: object = {}) => ({ record, formerRecords: [], ...more });

it('finds the lead that a record names, if Baton knows the record', async () => {
  const office = await aReadOffice();
  const { id, record, deps } = office;
  const find = (about: Parameters<typeof leadOfRecord>[0]) => leadOfRecord(about, 'hubspot', deps);
  expect(await find(subject(record, { lead: id }))).toMatchObject({ lead: id, link: { record } });
  expect(await find(subject('copy', { lead: id }))).toBeUndefined();
  expect(await find(subject('merged', { lead: id, formerRecords: [record] }))).toMatchObject({ lead: id });
  expect(await find(subject(record))).toBeUndefined();
  expect(await leadOfRecord(subject(record, { lead: id }), 'salesforce', deps)).toBeUndefined();
});

it('finds the lead that came with the id of the record', async () => {
  const office = await aReadOffice();
  const deps = {
    ...office.deps,
    leads: {
      ...office.deps.leads,
      leadOfExternalId: async (id: string) => (id === 'hubspot:901' ? 'lead_9' : undefined),
    },
  };
  expect(await leadOfRecord(subject('901'), 'hubspot', deps)).toEqual({ lead: 'lead_9', link: undefined });
  expect(await leadOfRecord(subject('902', { formerRecords: ['901'] }), 'hubspot', deps)).toMatchObject({
    lead: 'lead_9',
  });
});
