import { beforeEach, describe, expect, it } from 'vitest';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { takeDeletions } from '../../../shared/use-cases/crm/take-deletions.ts';
import { aReadOffice, type ReadOffice } from './a-read-crm.ts';

let office: ReadOffice;
beforeEach(async () => {
  office = await aReadOffice();
});

/** Somebody deletes the lead's record. */
function deleteRecord(more: { readonly lead?: string } = {}): void {
  const { record, id } = office;
  office.crm.changes.records.delete(record);
  office.crm.changes.deletedRecords.set(record, { record, formerRecords: [], lead: id, ...more });
}
const take = (records = [office.record]) => takeDeletions(records, office.now, office.deps);

it('says on the timeline that the record is gone, and nothing is written to it any more', async () => {
  const { record } = office;
  deleteRecord();
  expect(await take()).toEqual([{ outcome: 'record_gone', leadId: office.id }]);
  expect(await office.link()).toMatchObject({ status: 'failed', because: 'record_deleted', record });
  await office.move('lea');
  office.pass(60);
  expect(await office.sync()).toMatchObject([{ outcome: 'dropped' }]);
  expect(await take()).toEqual([{ outcome: 'other', leadId: office.id }]);
});

it('believes nobody who says that a record was deleted which is still there', async () => {
  const before = await office.link();
  expect(await take()).toEqual([]);
  expect(await office.link()).toEqual(before);
});

it('passes over the copy of a record, and records of nobody here', async () => {
  const before = await office.link();
  const copy = { record: 'copy', formerRecords: [], lead: office.id };
  office.crm.changes.deletedRecords.set('copy', copy).set('other', { record: 'other', formerRecords: [] });
  expect(await take(['copy', 'other'])).toEqual([{ outcome: 'other' }, { outcome: 'other' }]);
  expect(await office.link()).toEqual(before);
});

it('leaves a record to whoever is writing to it, who finds out', async () => {
  deleteRecord();
  const link = await office.link();
  if (!link) throw new Error('no link');
  await office.deps.links.claim(link, { now: office.now, until: addSeconds(office.now, 60) });
  expect(await take()).toEqual([{ outcome: 'busy', leadId: office.id }]);
});

it('does nothing while the CRM does not answer, none is connected, or Baton only watches', async () => {
  deleteRecord();
  const { deps } = office;
  expect(await takeDeletions([office.record], office.now, { ...deps, mode: async () => 'shadow' })).toEqual([]);
  expect(await takeDeletions([office.record], office.now, { ...deps, connection: async () => undefined })).toEqual([]);
  office.crm.changes.failing = { code: 'server_error' };
  expect(await take()).toEqual([]);
  expect(await office.link()).toMatchObject({ status: 'synced' });
});

it('is noted too when a record that was changed is found to be deleted', async () => {
  office.setOwner('u-lea');
  const { record, crm } = office;
  const index = crm.changes.records.get(record);
  if (!index) throw new Error('no record');
  deleteRecord();
  // The index still has it.
  crm.changes.records.set('stale', index);
  expect((await office.read()).taken).toContainEqual({ outcome: 'record_gone', leadId: office.id });
  expect(await office.link()).toMatchObject({ status: 'failed', because: 'record_deleted' });
});

describe('a deletion that is read from the CRM', () => {
  const told = (more: object = {}) => {
    const { record, id, now } = office;
    const about = { record, formerRecords: [], lead: id };
    office.crm.changes.deletions.push({ type: 'deletion', id: record, changedAt: now, about, ...more });
  };

  it('says on the timeline that the record is gone, at the next reading', async () => {
    told();
    expect((await office.read()).taken).toContainEqual({ outcome: 'record_gone', leadId: office.id });
    expect(await office.link()).toMatchObject({ status: 'failed', because: 'record_deleted' });
  });

  it('makes the record that is left the lead’s, if it was merged', async () => {
    told({ mergedInto: 'left' });
    expect((await office.read()).taken).toContainEqual({ outcome: 'record_merged', leadId: office.id });
    expect(await office.link()).toMatchObject({ status: 'synced', record: 'left' });
  });

  it('says nothing of a lead that has another record by now', async () => {
    told({ mergedInto: 'left' });
    await office.read();
    office.pass(60);
    told();
    office.crm.changes.deletions.splice(0, 1);
    const before = await office.link();
    await office.read();
    expect(await office.link()).toEqual(before);
  });
});
